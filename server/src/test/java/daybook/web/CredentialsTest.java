package daybook.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Authorization: Bearer t1",
        "authorization: bearer t1",
        "AUTHORIZATION: BEARER    t1 ",
        "X-Api-Token: t1",
        "x-api-token:  t1 ",
        "Authorization: Bearer t1|X-Api-Token: t1",
        "Authorization: Basic dTpw|X-Api-Token: t1",
        "X-Api-Token: |Authorization: Bearer t1"
      })
  void either_header_carries_the_token(String fields) {
    assertThat(Credentials.token(headers(fields))).contains("t1");
  }

  @ParameterizedTest
  @CsvSource({
    "Accept: t1",
    "Authorization: t1",
    "Authorization: Bearer",
    "Authorization: Bearer t1 t2",
    "Authorization: Basic t1",
    "Authorization: BearerX t1",
    "X-Api-Token: ",
    "Authorization: Bearer t1|X-Api-Token: t2",
    "X-Api-Token: t1|X-Api-Token: t2"
  })
  void none_or_two_that_differ_are_no_token(String fields) {
    assertThat(Credentials.token(headers(fields))).isEmpty();
  }

  private static Headers headers(String fields) {
    Headers headers = Headers.NONE;
    for (String field : fields.split("\\|", -1)) {
      int colon = field.indexOf(':');
      headers = headers.with(field.substring(0, colon), field.substring(colon + 1));
    }
    return headers;
  }
}
