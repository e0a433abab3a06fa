package daybook.config;

import daybook.model.CsvForm;
import daybook.model.CsvLayout.Column;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The keys under {@code csv} that say how any file is cut into fields.
 *
 * @param header absent: missing or wrong
 */
record FormKeys(@Nullable Boolean header, char delimiter, char quote, Charset charset) {
  /** Where nothing is said of them. */
  static final FormKeys MISSING = new FormKeys(null, ',', '"', StandardCharsets.UTF_8);

  static FormKeys read(Section csv) {
    Boolean header = csv.require("header", Values::flag);
    char delimiter = csv.read("delimiter", ",", Values::delimiter);
    char quote = csv.read("quote", "\"", Values::character);
    Charset charset = csv.read("charset", "UTF-8", Values::charset);
    if (delimiter == quote) {
      csv.refuse("quote", "is the delimiter too; they must differ");
    }
    return new FormKeys(header, delimiter, quote, charset);
  }

  /** Without a header line columns have no names. */
  void refuseNamesWithoutHeader(String key, List<Column> named, Section section) {
    if (header == null || header) {
      return;
    }
    for (Column column : named) {
      if (column instanceof Column.Named) {
        section.refuse(
            key,
            "%s is a name, which needs header: true; a position is a number without quotes"
                .formatted(Section.shown(column)));
      }
    }
  }

  /** The form; null where something that it needs is missing. */
  @Nullable CsvForm form() {
    return header == null ? null : new CsvForm(header, delimiter, quote, charset);
  }
}
