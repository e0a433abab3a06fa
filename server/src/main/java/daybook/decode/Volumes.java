package daybook.decode;

import daybook.model.DataUnit;
import java.math.BigDecimal;

/** Reads volumes in the feed's unit into whole bytes, exactly or not at all. */
final class Volumes {
  private final DataUnit unit;
  private final long mostBytes;
  private final long mostUnits;
  private final String expected;

  /**
   * @param mostBytes the largest believable volume, inclusive
   */
  Volumes(DataUnit unit, long mostBytes) {
    this.unit = unit;
    this.mostBytes = mostBytes;
    this.mostUnits = mostBytes / unit.bytes();
    this.expected = unit == DataUnit.BYTE ? "a whole number" : "a number";
  }

  /**
   * The volume in bytes. A larger unit may have decimals, if they come to whole bytes.
   *
   * @throws BrokenLine if it is no such number, negative, or more than is believable
   */
  long bytes(String column, String text) throws BrokenLine {
    long units = PlainNumber.shortWhole(text);
    if (units >= 0 && units <= mostUnits) {
      // Not above mostBytes, so the product fits.
      return units * unit.bytes();
    }
    return exactly(column, text);
  }

  private long exactly(String column, String text) throws BrokenLine {
    BigDecimal units = PlainNumber.read(column, text, expected);
    if (unit == DataUnit.BYTE && units.scale() > 0) {
      throw BrokenLine.value(column, text, "is not " + expected);
    }
    BigDecimal bytes = units.multiply(BigDecimal.valueOf(unit.bytes())).stripTrailingZeros();
    if (bytes.compareTo(BigDecimal.valueOf(mostBytes)) > 0) {
      throw BrokenLine.value(column, text, "exceeds the limit of " + mostBytes + " bytes");
    }
    if (bytes.scale() > 0) {
      throw BrokenLine.value(column, text, unit + " is not a whole number of bytes");
    }
    return bytes.longValueExact();
  }
}
