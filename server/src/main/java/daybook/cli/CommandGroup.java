package daybook.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A command that does nothing by itself: it has to be followed by one of its own commands. */
abstract class CommandGroup implements Runnable {
  private final String whatToSay;
  @Spec @Nullable CommandSpec spec;

  /**
   * @param whatToSay tells who typed the group's name alone what is missing
   */
  CommandGroup(String whatToSay) {
    this.whatToSay = whatToSay;
  }

  @Override
  public final void run() {
    if (spec != null) {
      throw new ParameterException(spec.commandLine(), whatToSay);
    }
  }
}
