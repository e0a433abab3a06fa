package daybook.decode;

import daybook.model.CsvLayout;
import daybook.model.CsvLayout.Column;
import daybook.model.CsvLayout.Trailer;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Holds what a file has against what its trailer states. A file that lacks its trailer was cut; one
 * that contradicts it is not what the operator sent. Sums of volumes are compared only where every
 * line could be read, for a broken line has none.
 */
final class TrailerCheck {
  private final Trailer trailer;
  private final Fields fields;
  private final BigDecimal unit;

  private long trailerLine;
  private List<String> stated = List.of();

  private long records;
  private long broken;
  private BigInteger bytesUp = BigInteger.ZERO;
  private BigInteger bytesDown = BigInteger.ZERO;

  TrailerCheck(CsvLayout layout, Trailer trailer) {
    this.trailer = trailer;
    this.fields = new Fields(layout);
    this.unit = BigDecimal.valueOf(layout.unit().bytes());
  }

  /**
   * Whether the line is the trailer, which is then remembered.
   *
   * @throws BrokenLine if its fields cannot be told apart
   */
  boolean isTrailer(long line, String text) throws BrokenLine {
    if (!text.contains(trailer.mark())) {
      return false;
    }
    fields.split(text, 1);
    if (!fields.text(0).strip().equals(trailer.mark())) {
      return false;
    }
    stated = fields.all(text);
    trailerLine = line;
    return true;
  }

  /** The trailer's line number, from 1; 0 until it came. */
  long line() {
    return trailerLine;
  }

  /** A line before the trailer. */
  void count(Decoded decoded) {
    records++;
    switch (decoded) {
      case Decoded.Broken _ -> broken++;
      case Decoded.Usable(var usage) -> {
        bytesUp = bytesUp.add(BigInteger.valueOf(usage.bytesUp()));
        bytesDown = bytesDown.add(BigInteger.valueOf(usage.bytesDown()));
      }
    }
  }

  /** How the file contradicts its trailer; null if it does not. */
  @Nullable String contradiction() throws BrokenLine {
    BigDecimal count = number(trailer.records(), "the number of records");
    if (count != null && count.compareTo(BigDecimal.valueOf(records)) != 0) {
      return "the trailer states %s records, but the file has %d"
          .formatted(count.toPlainString(), records);
    }
    if (broken > 0) {
      return null;
    }
    String up = contradiction(trailer.bytesUp(), "up", bytesUp);
    return up != null ? up : contradiction(trailer.bytesDown(), "down", bytesDown);
  }

  private @Nullable String contradiction(
      Column.@Nullable At place, String direction, BigInteger sum) throws BrokenLine {
    BigDecimal units = number(place, "the volume " + direction);
    if (units == null) {
      return null;
    }
    BigDecimal bytes = units.multiply(unit);
    return bytes.compareTo(new BigDecimal(sum)) == 0
        ? null
        : "the trailer states %s bytes %s, but the file's records have %s"
            .formatted(bytes.stripTrailingZeros().toPlainString(), direction, sum);
  }

  private @Nullable BigDecimal number(Column.@Nullable At place, String what) throws BrokenLine {
    if (place == null) {
      return null;
    }
    if (place.position() > stated.size()) {
      throw new BrokenLine(
          "it has %d fields, so that field %d, %s, is missing"
              .formatted(stated.size(), place.position(), what));
    }
    return PlainNumber.read(
        "column " + place.position(), stated.get(place.position() - 1).strip(), "a number");
  }
}
