package daybook.cli;

import daybook.book.Delivery;
import daybook.model.BatchId;
import daybook.model.Money;
import daybook.report.ExpenseDifference;
import daybook.report.UsageDifference;
import daybook.report.UsageDifference.Effect;
import daybook.report.UsageDifference.Volume;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Differences as rows: one for the number, from before to after, and after it one for each batch,
 * in their order, from what the batches before it had made of the number to what it made of it.
 */
final class DifferenceTables {
  private static final List<String> CAUSE =
      List.of("batch", "booked_on", "cause", "delivery_id", "file", "why");

  private final Causes causes;

  DifferenceTables(Causes causes) {
    this.causes = causes;
  }

  Table expenses(List<ExpenseDifference> differences) {
    Table table =
        table(
            "reseller_id",
            "account_id",
            "subscription_id",
            "period",
            "currency",
            "before",
            "after",
            "difference");
    for (ExpenseDifference row : differences) {
      table.row(cells(null, expense(row, row.before(), row.after(), row.difference())));
      Money sum = row.before();
      for (Map.Entry<BatchId, Money> share : row.shares().entrySet()) {
        Money then = sum == null ? share.getValue() : sum.plus(share.getValue());
        table.row(cells(share.getKey(), expense(row, sum, then, share.getValue())));
        sum = then;
      }
    }
    return table;
  }

  private static List<@Nullable Object> expense(
      ExpenseDifference row, @Nullable Money before, Money after, Money difference) {
    return Arrays.asList(
        row.reseller().value(),
        row.account().value(),
        row.subscription().value(),
        row.period(),
        row.currency(),
        before == null ? null : before.toPlainText(),
        after.toPlainText(),
        difference.toPlainText());
  }

  Table usage(List<UsageDifference> differences, DiffCommand.By by) {
    List<String> columns = new ArrayList<>(List.of("usage_day"));
    if (by == DiffCommand.By.sim) {
      columns.add("sim_id");
    }
    columns.addAll(
        List.of(
            "session_days_before",
            "session_days_after",
            "session_days_difference",
            "bytes_before",
            "bytes_after",
            "bytes_difference",
            "changed",
            "moved",
            "rerated"));
    Table table = table(columns.toArray(String[]::new));
    for (UsageDifference row : differences) {
      table.row(cells(null, usage(row, row.before(), row.effect())));
      Volume sum = row.before();
      for (Map.Entry<BatchId, Effect> share : row.effects().entrySet()) {
        table.row(cells(share.getKey(), usage(row, sum, share.getValue())));
        sum = sum.plus(share.getValue().volume());
      }
    }
    return table;
  }

  private static List<@Nullable Object> usage(UsageDifference row, Volume before, Effect effect) {
    Volume after = before.plus(effect.volume());
    List<@Nullable Object> cells = new ArrayList<>();
    cells.add(row.usageDay());
    if (row.sim() != null) {
      cells.add(row.sim().value());
    }
    cells.addAll(
        List.of(
            before.sessionDays(),
            after.sessionDays(),
            effect.volume().sessionDays(),
            before.bytes(),
            after.bytes(),
            effect.volume().bytes(),
            effect.changed(),
            effect.moved(),
            effect.rerated()));
    return cells;
  }

  private static Table table(String... columns) {
    List<String> all = new ArrayList<>(List.of(columns));
    all.addAll(CAUSE);
    return new Table(all.toArray(String[]::new));
  }

  /**
   * @param batch absent: the cells are of the number itself
   */
  private @Nullable Object[] cells(@Nullable BatchId batch, List<@Nullable Object> own) {
    List<@Nullable Object> cells = new ArrayList<>(own);
    if (batch == null) {
      CAUSE.forEach(column -> cells.add(null));
    } else {
      Delivery delivery = causes.delivery(batch);
      cells.addAll(
          Arrays.asList(
              batch.value(),
              causes.batch(batch).bookedDay(),
              causes.cause(batch),
              delivery == null ? null : delivery.id().value(),
              delivery == null ? null : delivery.name(),
              causes.why(batch)));
    }
    return cells.toArray();
  }
}
