package daybook.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MediaTypeTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          application/vnd.api+json                               | true
          APPLICATION/VND.API+JSON                               | true
          */*                                                    | true
          application/*                                          | true
          ''                                                     | true
          ,                                                      | true
          text/html, application/vnd.api+json;q=0.1              | true
          text/html;q=1, */*;q=0.001                             | true
          application/vnd.api+json; profile="a,b;q=0"            | true
          application/vnd.api+json;q=1, */*;q=0                  | true
          application/vnd.api+json;ext="x";q=0, application/vnd.api+json | true
          application/json                                       | false
          text/*                                                 | false
          application/vnd.api+json;q=0                           | false
          application/vnd.api+json; q = 0.000, */*               | false
          application/*;q=0, */*;q=1                             | false
          */*;q=0                                                | false
          *                                                      | false
          application/vnd.api+jsonx                              | false
          """)
  void the_closest_media_range_decides(String accept, boolean accepted) {
    assertThat(MediaType.JSON_API.isAcceptedBy(Headers.NONE.with("accept", accept)))
        .isEqualTo(accepted);
  }

  @Test
  void no_accept_header_admits_everything() {
    assertThat(MediaType.JSON_API.isAcceptedBy(Headers.NONE)).isTrue();
  }

  @Test
  void several_accept_headers_are_one_list() {
    Headers both =
        Headers.NONE.with("Accept", "text/html").with("Accept", "application/vnd.api+json");
    assertThat(MediaType.JSON_API.isAcceptedBy(both)).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          application/vnd.api+json                 | true
          Application/Vnd.Api+Json                 | true
          application/vnd.api+json; charset=utf-8  | true
          application/vnd.api+json;ext="a;b"       | true
          application/json                         | false
          application/vnd.api+json2                | false
          ''                                       | false
          """)
  void a_content_type_names_it_whatever_its_parameters(String contentType, boolean named) {
    assertThat(MediaType.JSON_API.isNamedBy(contentType)).isEqualTo(named);
  }
}
