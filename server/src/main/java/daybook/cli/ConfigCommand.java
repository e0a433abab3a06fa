package daybook.cli;

import picocli.CommandLine.Command;

/** Shows the configuration as it is in force. */
@Command(name = "config", description = "Check the configuration.")
final class ConfigCommand extends CommandGroup {
  private final CommandLineRunner.Invocation invocation;
  private final Console console;

  ConfigCommand(CommandLineRunner.Invocation invocation, Console console) {
    super("Say 'config check'");
    this.invocation = invocation;
    this.console = console;
  }

  @Command(
      name = "check",
      description = "Print every setting with its value and where it came from, or every error.")
  int check() {
    invocation.settings().effective().forEach(console.out()::println);
    return 0;
  }
}
