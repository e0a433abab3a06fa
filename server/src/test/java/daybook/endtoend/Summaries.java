package daybook.endtoend;

import daybook.App;
import daybook.decode.SummaryDecoder;
import daybook.model.SummaryLayout;
import daybook.reconcile.Comparison;
import daybook.reconcile.Range;
import daybook.reconcile.TheirSummary;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;

/** Holds summaries against a book without the command around it. */
final class Summaries {
  private Summaries() {}

  /**
   * @param csv the summary's text
   * @param asOf null: by the books of now
   */
  static Comparison compare(
      App app, SummaryLayout layout, String csv, LocalDate from, LocalDate to, LocalDate asOf)
      throws IOException {
    TheirSummary theirs = new TheirSummary();
    new SummaryDecoder(layout)
        .read(
            "theirs.csv",
            new ByteArrayInputStream(csv.getBytes(StandardCharsets.UTF_8)),
            theirs::add);
    return app.reconciliation()
        .compare(
            layout,
            theirs,
            new Range(layout.when(), from, to),
            app.directories().now().root().orElseThrow(),
            asOf);
  }
}
