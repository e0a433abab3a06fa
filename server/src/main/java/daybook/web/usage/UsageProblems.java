package daybook.web.usage;

import daybook.model.Problem;
import daybook.web.Answer;
import daybook.web.Body;
import daybook.web.JsonBytes;
import daybook.web.MediaType;
import daybook.web.ProblemWriter;
import daybook.web.Request;

/** Problems in the envelope of this API's answers, in the language asked for. */
public final class UsageProblems implements ProblemWriter {
  private static final int USUAL_BYTES = 512;

  @Override
  public Answer write(Problem problem, Request request) {
    Body body =
        new JsonBytes(USUAL_BYTES)
            .raw("{\"code\":")
            .number(problem.status())
            .raw(",\"message\":")
            .string(Language.of(request).message(problem))
            .raw(",\"result\":null}")
            .toBody();
    return Answer.refusing(problem, MediaType.JSON.toString(), body);
  }
}
