package daybook.web.usage;

import static org.assertj.core.api.Assertions.assertThat;

import daybook.model.BookZone;
import daybook.model.SimId;
import daybook.report.UsageRow;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class UsageDayTest {
  @ParameterizedTest
  @CsvSource({
    "UTC,             2024-06-25, 1719273600",
    "Asia/Almaty,     2024-06-25, 1719255600",
    "Asia/Kathmandu,  2024-06-25, 1719252900",
    "America/Havana,  2024-03-10, 1710046800",
    "Africa/Cairo,    2024-04-26, 1714082400",
    "UTC,             1970-01-01, 0",
    "Europe/Berlin,   1970-01-01, -3600"
  })
  void a_day_is_its_first_second_in_the_books_zone(String zone, LocalDate day, long seconds) {
    UsageRow row = new UsageRow(1, day, null, 0, 0, new SimId(1), "", "", null);
    UsageRow next = new UsageRow(2, day.plusDays(40), null, 0, 0, new SimId(1), "", "", null);
    BookZone book = new BookZone(ZoneId.of(zone));
    JsonNode items =
        new JsonMapper()
            .readTree(UsageEncoder.encode(List.of(row, next, row), book).utf8())
            .at("/result/items");
    assertThat(items.get(0).get("day").longValue()).isEqualTo(seconds);
    assertThat(items.get(2).get("day").longValue()).isEqualTo(seconds);
    assertThat(items.get(1).get("day").longValue())
        .isEqualTo(day.plusDays(40).atStartOfDay(book.id()).toEpochSecond());
  }
}
