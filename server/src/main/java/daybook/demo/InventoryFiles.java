package daybook.demo;

import daybook.model.DaySpan;
import daybook.model.Sim;
import daybook.model.SimId;
import daybook.model.SimSpan;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes an inventory as the plain files that `./daybook import` reads. */
final class InventoryFiles {
  private final Path directory;

  private InventoryFiles(Path directory) {
    this.directory = directory;
  }

  static void write(Path directory, DemoInventory inventory, DemoPrices prices) throws IOException {
    InventoryFiles files = new InventoryFiles(directory);
    files.writeCustomers(inventory);
    files.writeSims(inventory);
    files.writePeople(inventory);
    files.writePrices(prices);
  }

  private void writeCustomers(DemoInventory inventory) throws IOException {
    write(
        "resellers.csv",
        "id,parent_id,name,currency",
        DemoInventory.RESELLERS,
        it -> row(it.id(), it.parent(), it.name(), it.currency()));
    write(
        "accounts.csv",
        "id,reseller_id,name",
        inventory.accounts(),
        it -> row(it.id(), it.reseller(), it.name()));
    write(
        "subscriptions.csv",
        "id,account_id,name",
        inventory.subscriptions(),
        it -> row(it.id(), it.account(), it.name()));
  }

  private void writeSims(DemoInventory inventory) throws IOException {
    Map<SimId, List<SimSpan>> spans =
        inventory.spans().stream().collect(Collectors.groupingBy(SimSpan::sim));
    List<List<String>> lines = new ArrayList<>();
    for (Sim sim : inventory.sims()) {
      spans.getOrDefault(sim.id(), List.of()).forEach(span -> lines.add(line(sim, span)));
    }
    write(
        "sims.csv",
        "id,iccid,original_number,operator_key,operator,name,profile,subscription_id,from,to",
        lines,
        Function.identity());
    write(
        "sim_groups.csv",
        "id,reseller_id,name",
        inventory.groups(),
        it -> row(it.id(), it.reseller(), it.name()));
    write(
        "sim_group_members.csv",
        "group_id,sim_id",
        inventory.members(),
        it -> row(it.group(), it.sim()));
  }

  private static List<String> line(Sim sim, SimSpan span) {
    DaySpan days = span.days();
    return row(
        sim.id(),
        sim.iccid(),
        sim.originalNumber(),
        sim.operatorKey(),
        sim.operator(),
        sim.name(),
        span.profile(),
        span.subscription(),
        days.from(),
        days.to());
  }

  private void writePeople(DemoInventory inventory) throws IOException {
    write(
        "managers.csv",
        "id,reseller_id,account_id,name,email,role,active",
        inventory.managers(),
        it ->
            row(
                it.id(),
                it.reseller(),
                it.account(),
                it.name(),
                it.email(),
                it.role(),
                it.active()));
  }

  private void writePrices(DemoPrices prices) throws IOException {
    write(
        "price_lists.csv",
        "id,seller,buyer,currency,effective_from",
        prices.lists(),
        it -> row(it.id(), it.seller(), it.buyers(), it.currency(), it.effectiveFrom()));
    write(
        "prices.csv",
        "price_list_id,operator,profile,unit,increment_bytes,price",
        prices.prices(),
        it ->
            row(
                it.list(),
                it.operator(),
                it.profile(),
                it.unit(),
                it.incrementBytes(),
                it.price().toPlainString()));
    write(
        "fx_rates.csv",
        "day,from,to,rate",
        prices.rates(),
        it -> row(it.day(), it.from(), it.to(), it.rate().toPlainString()));
  }

  /** What is absent is an empty field. */
  private static List<String> row(@Nullable Object... fields) {
    return Arrays.stream(fields).map(field -> field == null ? "" : field.toString()).toList();
  }

  private <T> void write(
      String name, String header, List<T> rows, Function<T, List<String>> asFields)
      throws IOException {
    try (CsvWriter writer =
        CsvWriter.builder()
            .lineDelimiter(LineDelimiter.LF)
            .build(directory.resolve(name), StandardCharsets.UTF_8)) {
      writer.writeRecord(header.split(","));
      rows.forEach(row -> writer.writeRecord(asFields.apply(row)));
    }
  }
}
