package daybook.cli;

import daybook.model.Currency;
import daybook.model.Money;
import daybook.report.Stake;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What is at stake in lines that are listed, line by line and in total. */
final class StakeTotals {
  private long lines;
  private long bytes;
  private long unknown;
  private final Map<Stake.Basis, SortedMap<Currency, Money>> sums =
      new EnumMap<>(Stake.Basis.class);

  void add(long more, List<Stake> stakes) {
    lines++;
    bytes = Math.addExact(bytes, more);
    for (Stake stake : stakes) {
      Stake.Sum sum = stake.sum();
      if (sum == null) {
        unknown++;
      } else {
        sums.computeIfAbsent(sum.basis(), basis -> new TreeMap<>())
            .merge(sum.currency(), sum.amount(), Money::plus);
      }
    }
  }

  /** What a parked line would cost, its SIM decides. */
  String ofLines() {
    return "%d lines, %d bytes at stake; the amounts are known once their SIMs are registered"
        .formatted(lines, bytes);
  }

  String ofSessionDays() {
    StringBuilder text =
        new StringBuilder("%d session days, %d bytes at stake".formatted(lines, bytes));
    sums.forEach((basis, amounts) ->
        text.append("; ")
            .append(
                words(
                    basis,
                    amounts.entrySet().stream()
                        .map(amount -> amount.getValue().toPlainText() + " " + amount.getKey())
                        .collect(Collectors.joining(" + ")))));
    if (unknown > 0) {
      text.append("; ").append(unknown).append(" sales of unknown amount");
    }
    return text.toString();
  }

  /** As a cell shows it. */
  static String text(Stake stake) {
    Stake.Sum sum = stake.sum();
    return sum == null
        ? "unknown"
        : words(sum.basis(), sum.amount().toPlainText() + " " + sum.currency());
  }

  private static String words(Stake.Basis basis, String amount) {
    return switch (basis) {
      case PRICE -> amount;
      case COST -> "cost " + amount;
      case RESALE -> "resold for " + amount;
    };
  }
}
