package daybook.cli;

import daybook.model.Currency;
import daybook.model.SummaryLayout;
import daybook.model.SummaryLayout.Volume;
import daybook.reconcile.Comparison;
import daybook.reconcile.Row.Status;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Collectors;

/** What a reconciliation comes to, in a few lines. */
final class ReconciledTotals {
  private ReconciledTotals() {}

  static List<String> of(SummaryLayout layout, Comparison comparison, long skipped) {
    List<String> theirs = new ArrayList<>();
    List<String> ours = new ArrayList<>();
    Volume volume = layout.volume();
    if (volume != null) {
      BigDecimal bytes =
          comparison.theirVolume().multiply(BigDecimal.valueOf(volume.unit().bytes()));
      theirs.add(ReconciledRows.plain(bytes) + " bytes");
      ours.add(comparison.ourBytes() + " bytes");
    }
    if (layout.amount() != null) {
      theirs.add(amounts(comparison.theirAmounts()));
      ours.add(amounts(comparison.ourAmounts()));
    }
    List<String> lines = new ArrayList<>();
    lines.add(
        "%d matched, %d differing, %d only theirs, %d only ours"
            .formatted(
                comparison.count(Status.MATCHED),
                comparison.count(Status.DIFFERING),
                comparison.count(Status.THEIRS),
                comparison.count(Status.OURS)));
    if (!theirs.isEmpty()) {
      lines.add(
          "they state %s; we have %s"
              .formatted(String.join(", ", theirs), String.join(", ", ours)));
    }
    if (skipped > 0 || comparison.outside() > 0) {
      lines.add(
          "%d lines skipped, %d of days that are not compared"
              .formatted(skipped, comparison.outside()));
    }
    return lines;
  }

  /** Each amount with its currency. */
  static String amounts(SortedMap<Currency, BigDecimal> amounts) {
    return amounts.isEmpty()
        ? "no amount"
        : amounts.entrySet().stream()
            .map(amount -> ReconciledRows.plain(amount.getValue()) + " " + amount.getKey())
            .collect(Collectors.joining(" + "));
  }
}
