package daybook.web.expenses;

import static org.assertj.core.api.Assertions.assertThat;

import daybook.model.AccountId;
import daybook.model.Money;
import daybook.model.ResellerId;
import daybook.model.SubscriptionId;
import daybook.report.ExpenseLines;
import daybook.report.ExpenseReport.Line;
import daybook.web.Body;
import java.math.BigInteger;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpenseEncoderTest {
  private static final int MOST_BYTES = 1_000_000;

  @ParameterizedTest
  @CsvSource({
    "0, 1",
    "1, 1",
    "2047, 1",
    "2048, 1",
    "2049, 2",
    "4095, 2",
    "4096, 2",
    "4097, 3",
    "10000, 5"
  })
  void many_rows_are_written_in_pieces_that_are_together_what_a_naive_writer_writes(
      int rows, int pieces) {
    for (boolean withReseller : List.of(false, true)) {
      List<Line> lines = lines(rows);
      Body body = ExpenseEncoder.encode(ExpenseLines.of(lines), withReseller);

      assertThat(count(body.pieces(MOST_BYTES))).isEqualTo(pieces);
      assertThat(body.utf8()).isEqualTo(naive(lines, withReseller));
      assertThat(body.utf8()).as("once more").isEqualTo(naive(lines, withReseller));
      assertThat(body.length().isPresent()).as("its length is known").isEqualTo(pieces == 1);
    }
  }

  private static List<Line> lines(int rows) {
    Random random = new Random(rows);
    List<Line> lines = new ArrayList<>();
    for (int row = 0; row < rows; row++) {
      lines.add(
          new Line(
              Money.ofBillionths(new BigInteger(random.nextInt(1, 90), random)),
              YearMonth.of(2024, 1 + random.nextInt(12)),
              new AccountId(1 + random.nextInt(1_000)),
              new SubscriptionId(1L + row),
              new ResellerId(1 + random.nextInt(9))));
    }
    return lines;
  }

  private static int count(Iterator<byte[]> pieces) {
    int count = 0;
    for (; pieces.hasNext(); pieces.next()) {
      count++;
    }
    return count;
  }

  private static String naive(List<Line> lines, boolean withReseller) {
    return lines.stream()
        .map(line ->
            "{\"total\":\"%s\",\"period\":\"%s\",\"billing_period\":\"%s\",\"account_id\":%s,\"subscription_id\":%s%s}"
                .formatted(
                    line.total().toPlainText(),
                    line.period(),
                    line.period(),
                    line.account().value(),
                    line.subscription().value(),
                    withReseller ? ",\"reseller_id\":" + line.reseller().value() : ""))
        .collect(Collectors.joining(",", "{\"expenses\":[", "]}"));
  }
}
