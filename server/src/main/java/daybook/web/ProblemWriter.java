package daybook.web;

import daybook.model.Problem;

/** How one API words and writes what it refuses. */
@FunctionalInterface
public interface ProblemWriter {
  Answer write(Problem problem, Request request);
}
