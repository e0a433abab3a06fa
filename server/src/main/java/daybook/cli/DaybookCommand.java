package daybook.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The program itself: the options that go with every command. */
@Command(
    name = "daybook",
    description = "Usage and expense books for SIM connectivity resellers.",
    mixinStandardHelpOptions = true,
    version = "Daybook 0.1.0",
    scope = ScopeType.INHERIT,
    synopsisSubcommandLabel = "COMMAND",
    sortOptions = false)
public final class DaybookCommand extends CommandGroup {
  @Option(
      names = "--data",
      paramLabel = "DIR",
      scope = ScopeType.INHERIT,
      description = "Where the book is kept; overrides the configuration's data.")
  @Nullable Path data;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      scope = ScopeType.INHERIT,
      description = "The configuration; by default daybook.yaml where you are, if it is there.")
  @Nullable Path config;

  DaybookCommand() {
    super("Say what to do: one of the commands below");
  }
}
