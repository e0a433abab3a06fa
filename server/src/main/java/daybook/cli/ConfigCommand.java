package daybook.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Shows the configuration as it is in force. */
@Command(name = "config", description = "Check the configuration.")
final class ConfigCommand implements Runnable {
  private final CommandLineRunner.Invocation invocation;
  private final Console console;
  @CommandLine.Spec CommandLine.Model.@Nullable CommandSpec spec;

  ConfigCommand(CommandLineRunner.Invocation invocation, Console console) {
    this.invocation = invocation;
    this.console = console;
  }

  @Override
  public void run() {
    if (spec != null) {
      throw new CommandLine.ParameterException(spec.commandLine(), "Say 'config check'");
    }
  }

  @Command(
      name = "check",
      description = "Print every setting with its value and where it came from, or every error.")
  int check() {
    invocation.settings().effective().forEach(console.out()::println);
    return 0;
  }
}
