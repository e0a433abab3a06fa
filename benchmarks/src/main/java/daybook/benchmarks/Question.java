package daybook.benchmarks;

import daybook.benchmarks.world.World;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;

/** What is asked of the program over HTTP, and of its engine by hand. */
sealed interface Question {
  int PAGE_SIZE = 50;

  /** As results name it. */
  String name();

  PlainSql sql();

  HttpRequest request(Running running, String token);

  /**
   * A page of the usage report.
   *
   * @param select as the report's request names it
   */
  record Usage(String name, String select, long page, PlainSql sql) implements Question {
    static Usage of(String what, String select, String condition, long page) {
      return new Usage(
          "usage " + what + (page == 0 ? " first" : " deep"),
          select,
          page,
          PlainSql.usage(condition, PAGE_SIZE, page * PAGE_SIZE));
    }

    @Override
    public HttpRequest request(Running running, String token) {
      return running.usage(token, body());
    }

    String body() {
      return "{\"select\":[\"%s\"],\"page\":%d,\"size\":%d}".formatted(select, page, PAGE_SIZE);
    }
  }

  /**
   * The expense report of the provider.
   *
   * @param options begin with an ampersand, or are empty
   */
  record Expenses(String name, String options, PlainSql sql) implements Question {
    @Override
    public HttpRequest request(Running running, String token) {
      return running.expenses(token, World.PROVIDER, BookCheck.wholeBook() + options);
    }
  }

  /** Everything that is measured of a world. A deep page is one at three quarters of the rows. */
  static List<Question> of(World world) {
    long sessionDays = world.expected().sessionDays();
    long perCard = sessionDays / world.cards().size();
    String group =
        "c.sim IN (SELECT sim_id FROM sim_group_member WHERE group_id = %d AND closed_at IS NULL)"
            .formatted(World.group());
    List<Question> questions = new ArrayList<>();
    addPages(questions, "sim", "s_1", "c.sim = 1", perCard);
    addPages(questions, "group", "g_" + World.group(), group, perCard * world.groupSize());
    addPages(questions, "all", "all", "TRUE", sessionDays);
    questions.add(
        new Expenses("expenses own", "", PlainSql.expenses("a.reseller_id = " + World.PROVIDER)));
    questions.add(new Expenses("expenses all", "&include=downstream", PlainSql.expenses("TRUE")));
    return questions;
  }

  private static void addPages(
      List<Question> questions, String what, String select, String condition, long rows) {
    questions.add(Usage.of(what, select, condition, 0));
    questions.add(Usage.of(what, select, condition, Math.max(1, rows * 3 / 4 / PAGE_SIZE)));
  }
}
