package daybook.benchmarks.world;

/**
 * A SIM card, with who has it for all of the time.
 *
 * @param id from 1
 */
public record Card(
    long id, String operator, String profile, long subscription, long account, long reseller) {
  public String iccid() {
    return "89990%014d".formatted(id);
  }

  public String number() {
    return "9997%08d".formatted(id);
  }

  public String name() {
    return "Device " + id;
  }

  String imsi() {
    return "99901%010d".formatted(id);
  }
}
