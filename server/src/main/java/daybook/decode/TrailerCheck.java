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
  private final String file;
  private final Trailer trailer;
  private final Fields fields;
  private final BigDecimal unit;

  private long trailerLine;
  private List<String> stated = List.of();

  private long records;
  private long broken;
  private BigInteger bytesUp = BigInteger.ZERO;
  private BigInteger bytesDown = BigInteger.ZERO;

  /**
   * @param file what errors call it
   */
  TrailerCheck(String file, CsvLayout layout, Trailer trailer) {
    this.file = file;
    this.trailer = trailer;
    this.fields = new Fields(layout.form());
    this.unit = BigDecimal.valueOf(layout.unit().bytes());
  }

  /**
   * Whether the line is the trailer, which is then remembered.
   *
   * @throws BrokenLine if its fields cannot be told apart
   * @throws UnreadableDelivery if it is a second one
   */
  boolean takes(long line, String text) throws BrokenLine, UnreadableDelivery {
    if (!text.contains(trailer.mark())) {
      return false;
    }
    fields.split(text, 1);
    if (!fields.text(0).strip().equals(trailer.mark())) {
      return false;
    }
    if (trailerLine > 0) {
      throw contradicting(line, "a second trailer, after that of line " + trailerLine);
    }
    stated = fields.all(text);
    trailerLine = line;
    return true;
  }

  /**
   * A line that is no trailer.
   *
   * @throws UnreadableDelivery if the trailer came before it
   */
  void count(long line, Decoded decoded) throws UnreadableDelivery {
    if (trailerLine > 0) {
      throw contradicting(line, "the file goes on after its trailer of line " + trailerLine);
    }
    records++;
    switch (decoded) {
      case Decoded.Broken _ -> broken++;
      case Decoded.Usable(var usage) -> {
        bytesUp = bytesUp.add(BigInteger.valueOf(usage.bytesUp()));
        bytesDown = bytesDown.add(BigInteger.valueOf(usage.bytesDown()));
      }
    }
  }

  /**
   * After the last line.
   *
   * @throws UnreadableDelivery if the file has no trailer, or not what it states
   */
  void requireWhole(long lastLine) throws UnreadableDelivery {
    if (trailerLine == 0) {
      throw contradicting(Math.max(lastLine, 1), "the file ends without its trailer");
    }
    String contradiction;
    try {
      contradiction = contradiction();
    } catch (BrokenLine e) {
      contradiction = "the trailer cannot be read: " + e.reason();
    }
    if (contradiction != null) {
      throw contradicting(trailerLine, contradiction);
    }
  }

  private UnreadableDelivery contradicting(long line, String fault) {
    return new UnreadableDelivery(
        file,
        line,
        fault,
        "fetch the file again, or ask the operator for a whole one; nothing of it was taken in");
  }

  /** How the file contradicts its trailer; null if it does not. */
  private @Nullable String contradiction() throws BrokenLine {
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
