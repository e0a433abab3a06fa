package daybook.web.usage;

import daybook.model.Problem;
import daybook.model.Refusal;
import daybook.report.UsageQuery;
import daybook.web.Body;
import daybook.web.DateForm;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads a request's body as it streams by. Fields that are known are read strictly, all others are
 * skipped whatever they hold.
 */
final class UsageBody {
  private static final int DEFAULT_SIZE = 50;
  private static final int DEEPEST_NESTING = 500;

  /** The body's length is limited before it comes here, and with it that of every part. */
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEEPEST_NESTING)
                  .maxNumberLength(Integer.MAX_VALUE)
                  .maxStringLength(Integer.MAX_VALUE)
                  .maxNameLength(Integer.MAX_VALUE)
                  .build())
          .build();

  private static final Pattern ITEM = Pattern.compile("all|[sg]_[0-9]+");

  private final JsonParser parser;
  private final int mostSize;
  private final Set<String> seen = new HashSet<>();

  private @Nullable LocalDate start;
  private @Nullable LocalDate end;
  private List<String> select = List.of();
  private long page;
  private int size;

  private UsageBody(JsonParser parser, int mostSize) {
    this.parser = parser;
    this.mostSize = mostSize;
    this.size = Math.min(DEFAULT_SIZE, mostSize);
  }

  /**
   * @param mostSize the largest page that may be asked for, inclusive
   * @param asOf comes with the headers
   * @throws Refusal if the body is malformed or a known field of it is
   */
  static UsageQuery read(Body body, int mostSize, @Nullable LocalDate asOf) {
    try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), body.stream())) {
      UsageBody reading = new UsageBody(parser, mostSize);
      reading.document();
      return reading.query(asOf);
    }
  }

  private void document() {
    try {
      JsonToken first = parser.nextToken();
      if (first == null) {
        return;
      }
      if (first != JsonToken.START_OBJECT) {
        throw malformed();
      }
      fields();
      if (parser.nextToken() != null) {
        throw malformed();
      }
    } catch (JacksonException e) {
      throw malformed();
    }
  }

  private void fields() {
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = parser.currentName();
      JsonToken value = parser.nextToken();
      switch (name) {
        case "filter" -> filter(value);
        case "select" -> select(value);
        case "page" -> page = number(name, value, 0, Long.MAX_VALUE, page);
        case "size" -> size = (int) number(name, value, 1, mostSize, size);
        default -> parser.skipChildren();
      }
    }
  }

  private void filter(JsonToken value) {
    once("filter");
    if (value == JsonToken.VALUE_NULL) {
      return;
    }
    require(value == JsonToken.START_OBJECT, "filter", "object");
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = parser.currentName();
      JsonToken inner = parser.nextToken();
      switch (name) {
        case "start" -> start = date("filter.start", inner);
        case "end" -> end = date("filter.end", inner);
        default -> parser.skipChildren();
      }
    }
  }

  private @Nullable LocalDate date(String name, JsonToken value) {
    once(name);
    if (value == JsonToken.VALUE_NULL) {
      return null;
    }
    require(value == JsonToken.VALUE_STRING, name, "string");
    return DateForm.DAY_FIRST.parse(name, parser.getString());
  }

  private void select(JsonToken value) {
    once("select");
    if (value == JsonToken.VALUE_NULL) {
      return;
    }
    require(value == JsonToken.START_ARRAY, "select", "array");
    List<String> items = new ArrayList<>();
    for (JsonToken item = parser.nextToken();
        item != JsonToken.END_ARRAY;
        item = parser.nextToken()) {
      require(item == JsonToken.VALUE_STRING, "select[" + items.size() + "]", "string");
      items.add(wellFormed(parser.getString()));
    }
    select = items;
  }

  private static String wellFormed(String item) {
    if (!ITEM.matcher(item).matches()) {
      throw new Refusal(new Problem.MalformedItem(item));
    }
    return item;
  }

  /** An integer in digits: 1.0 and 1e2 are none, however whole they are. */
  private long number(String name, JsonToken value, long least, long most, long otherwise) {
    once(name);
    if (value == JsonToken.VALUE_NULL) {
      return otherwise;
    }
    require(value == JsonToken.VALUE_NUMBER_INT, name, "integer");
    String digits = parser.getString();
    try {
      long number = Long.parseLong(digits);
      if (least <= number && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // No long is outside of what follows: the number is out of range too.
    }
    throw new Refusal(new Problem.OutOfRange(name, digits, least, most));
  }

  /** Two fields of one name would leave open which is meant. */
  private void once(String name) {
    if (!seen.add(name)) {
      throw new Refusal(new Problem.Repeated(name));
    }
  }

  private static void require(boolean isOfType, String name, String expected) {
    if (!isOfType) {
      throw new Refusal(new Problem.WrongType(name, expected));
    }
  }

  private Refusal malformed() {
    TokenStreamLocation place = parser.currentLocation();
    return new Refusal(new Problem.MalformedBody(place.getLineNr() + ":" + place.getColumnNr()));
  }

  private UsageQuery query(@Nullable LocalDate asOf) {
    if (start != null && end != null && start.isAfter(end)) {
      throw new Refusal(new Problem.ReversedDates("filter.start", "filter.end"));
    }
    return new UsageQuery(start, end, select, page, size, asOf);
  }
}
