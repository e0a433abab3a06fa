package daybook.cli;

import daybook.book.Batch;
import daybook.book.Delivery;
import daybook.book.Withdrawal;
import daybook.model.BatchId;
import daybook.model.DeliveryId;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Why batches were booked, in words. */
final class Causes {
  private final Map<BatchId, Batch> batches;
  private final Map<DeliveryId, Delivery> deliveries = new HashMap<>();

  /** The names of what a delivery takes the place of. */
  private final Map<DeliveryId, String> replaced;

  Causes(Map<BatchId, Batch> batches, List<Delivery> deliveries) {
    this.batches = batches;
    deliveries.forEach(delivery -> this.deliveries.put(delivery.id(), delivery));
    this.replaced =
        deliveries.stream()
            .filter(delivery -> successor(delivery) != null)
            .collect(
                Collectors.groupingBy(
                    delivery -> Objects.requireNonNull(successor(delivery)),
                    Collectors.mapping(Delivery::name, Collectors.joining(", "))));
  }

  private static @Nullable DeliveryId successor(Delivery delivery) {
    Withdrawal withdrawal = delivery.withdrawal();
    return withdrawal == null ? null : withdrawal.replacedBy();
  }

  int batches() {
    return batches.size();
  }

  Batch batch(BatchId id) {
    return Objects.requireNonNull(batches.get(id), "a difference names what was booked in between");
  }

  String cause(BatchId id) {
    return batch(id).cause().name().toLowerCase(Locale.ROOT);
  }

  /** The delivery that was taken in or taken back. */
  @Nullable Delivery delivery(BatchId id) {
    DeliveryId delivery = batch(id).delivery();
    return delivery == null ? null : deliveries.get(delivery);
  }

  /** What the cause does not say: why a delivery was taken back, or which others it replaces. */
  @Nullable String why(BatchId id) {
    Delivery delivery = delivery(id);
    if (delivery == null) {
      return null;
    }
    return switch (batch(id).cause()) {
      case WITHDRAWN -> delivery.withdrawal() == null ? null : delivery.withdrawal().why();
      case DELIVERY -> {
        String names = replaced.get(delivery.id());
        yield names == null ? null : "in place of " + names;
      }
      case SIM_REGISTERED, SPAN_CHANGED, PRICE_ARRIVED, RERATED -> null;
    };
  }
}
