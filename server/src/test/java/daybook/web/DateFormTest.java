package daybook.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import daybook.model.Problem;
import daybook.model.Refusal;
import java.time.LocalDate;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DateFormTest {
  @ParameterizedTest
  @CsvSource({
    "DAY_FIRST, 25-06-2024, 2024-06-25",
    "DAY_FIRST, 29-02-2024, 2024-02-29",
    "DAY_FIRST, 01-01-0001, 0001-01-01",
    "YEAR_FIRST, 2024-06-25, 2024-06-25",
    "YEAR_FIRST, 9999-12-31, 9999-12-31"
  })
  void a_calendar_date_is_read(DateForm form, String text, LocalDate date) {
    assertThat(form.parse("day", text)).isEqualTo(date);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "31-02-2024",
        "29-02-2023",
        "31-04-2024",
        "00-01-2024",
        "01-13-2024",
        "2024-06-25",
        "1-6-2024",
        "25-06-24",
        "25.06.2024",
        "25-06-2024 ",
        "25-06-20244",
        "+5-06-2024",
        "",
        "٢٥-٠٦-٢٠٢٤"
      })
  void what_is_no_date_in_this_form_is_refused_by_name(String text) {
    assertThatThrownBy(() -> DateForm.DAY_FIRST.parse("day", text))
        .asInstanceOf(InstanceOfAssertFactories.type(Refusal.class))
        .extracting(Refusal::problem)
        .isEqualTo(new Problem.NotADate("day", text, "DD-MM-YYYY"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"25-06-2024", "2024-02-30", "2024-6-1", "-2024-06-01", "+12024-06-01"})
  void the_other_form_is_as_strict(String text) {
    assertThatThrownBy(() -> DateForm.YEAR_FIRST.parse("day", text))
        .asInstanceOf(InstanceOfAssertFactories.type(Refusal.class))
        .extracting(Refusal::problem)
        .isEqualTo(new Problem.NotADate("day", text, "YYYY-MM-DD"));
  }
}
