package daybook.web.usage;

import daybook.model.Problem;
import daybook.web.EnglishMessages;
import daybook.web.Request;
import java.util.Optional;

/** The language of the messages, chosen by {@code ?lang=}; English unless Russian is asked for. */
enum Language {
  EN {
    @Override
    String message(Problem problem) {
      return EnglishMessages.of(problem);
    }
  },
  RU {
    @Override
    String message(Problem problem) {
      return RussianMessages.of(problem);
    }
  };

  static Language of(Request request) {
    return request.query().first("lang").equals(Optional.of("ru")) ? RU : EN;
  }

  abstract String message(Problem problem);
}
