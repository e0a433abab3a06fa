package daybook.cli;

import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All commands by name, in the order in which a newcomer meets them. */
final class Commands {
  private Commands() {}

  /**
   * The commands that a command line can mean: the one that it begins with, or else all. Looking at
   * how each of all is to be called takes longer than most of them do.
   */
  static Map<String, Object> meant(
      List<String> arguments, CommandLineRunner.Invocation invocation, Console console) {
    Map<String, Object> all = all(invocation, console);
    Object first = arguments.isEmpty() ? null : all.get(arguments.getFirst());
    return first == null ? all : Map.of(arguments.getFirst(), first);
  }

  private static Map<String, Object> all(CommandLineRunner.Invocation invocation, Console console) {
    Map<String, Object> commands = new LinkedHashMap<>();
    commands.put("demo", new DemoCommand(invocation, console));
    commands.put("serve", new ServeCommand(invocation));
    commands.put("import", new ImportCommand(invocation));
    commands.put("ingest", new IngestCommand(invocation));
    commands.put("sync", new SyncCommand(invocation));
    commands.put("withdraw", new WithdrawCommand(invocation));
    commands.put("rerate", new RerateCommand(invocation));
    commands.put("open", new OpenCommand(invocation));
    commands.put("feeds", new FeedsCommand(invocation));
    commands.put("list", new ListCommand(invocation));
    commands.put("token", new TokenCommand(invocation));
    commands.put("report", new ReportCommand(invocation));
    commands.put("explain", new ExplainCommand(invocation));
    commands.put("diff", new DiffCommand(invocation));
    commands.put("reconcile", new ReconcileCommand(invocation));
    commands.put("check", new CheckCommand(invocation));
    commands.put("backup", new BackupCommand(invocation, console));
    commands.put("restore", new RestoreCommand(invocation, console, InstantSource.system()));
    commands.put("migrate", new MigrateCommand(invocation, console));
    commands.put("copy", new CopyCommand(invocation, console));
    commands.put("config", new ConfigCommand(invocation, console));
    return commands;
  }
}
