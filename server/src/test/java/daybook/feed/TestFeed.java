package daybook.feed;

import daybook.model.CsvLayout;
import daybook.model.CsvLayout.Column;
import daybook.model.DataUnit;
import daybook.model.Feed;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;

/** Feeds of which only what this room reads is of interest. */
final class TestFeed {
  private TestFeed() {}

  static Feed with(Feed.DeliveryDay deliveryDay) {
    CsvLayout layout =
        new CsvLayout(
            false,
            ',',
            '"',
            StandardCharsets.UTF_8,
            new Column.At(1),
            new Column.At(2),
            null,
            null,
            new Column.At(3),
            null,
            List.of(new Column.At(4)),
            List.of(),
            "epoch_seconds",
            DataUnit.BYTE,
            null);
    return new Feed(
        "test",
        "operator",
        null,
        "*",
        Duration.ZERO,
        layout,
        ZoneOffset.UTC,
        Feed.DayRule.START,
        Feed.Counting.INCREMENTS,
        Feed.ConflictPolicy.REFUSE,
        deliveryDay,
        null,
        null,
        1_000);
  }
}
