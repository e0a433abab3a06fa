package daybook.model;

/** A request is refused for a {@link Problem}; carries no stack trace, for it is no failure. */
public final class Refusal extends RuntimeException {
  private final transient Problem problem;

  public Refusal(Problem problem) {
    super(problem.toString(), null, false, false);
    this.problem = problem;
  }

  public Problem problem() {
    return problem;
  }
}
