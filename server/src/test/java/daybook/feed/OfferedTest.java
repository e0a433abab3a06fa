package daybook.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OfferedTest {
  @TempDir private Path directory;

  @Test
  void a_file_is_known_by_its_name_size_and_digest() throws IOException {
    Path file = Files.writeString(directory.resolve("abc.csv"), "abc");

    // The digest is an example of the standard, FIPS 180-4.
    assertThat(Offered.of(file))
        .isEqualTo(
            new Offered(
                file,
                "abc.csv",
                3,
                "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
  }

  @Test
  void the_same_bytes_are_read_again() throws IOException {
    byte[] bytes = new byte[300_000];
    new Random(1).nextBytes(bytes);
    Path file = Files.write(directory.resolve("many"), bytes);
    Offered offered = Offered.of(file);

    assertThat(offered.size()).isEqualTo(300_000);
    try (InputStream again = offered.open()) {
      assertThat(again.readAllBytes()).isEqualTo(bytes);
      assertThat(again.read()).isEqualTo(-1);
    }
    try (InputStream again = offered.open()) {
      again.skipNBytes(299_999);
      assertThat(again.read()).isEqualTo(bytes[299_999] & 0xff);
      assertThat(again.read()).isEqualTo(-1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "first\nsecon", "first\nSecond\n", "first\nsecond\nthird\n"})
  void a_file_that_changed_is_no_longer_the_one_that_was_offered(String changed)
      throws IOException {
    Path file = Files.writeString(directory.resolve("cdr.csv"), "first\nsecond\n");
    Offered offered = Offered.of(file);
    Files.writeString(file, changed);

    try (InputStream again = offered.open()) {
      assertThatExceptionOfType(ChangedWhileRead.class)
          .isThrownBy(again::readAllBytes)
          .withMessage("cdr.csv changed while it was read; offer it again once it is complete");
    }
  }

  @Test
  void a_file_that_grows_while_it_is_read_is_found_out_at_its_old_end() throws IOException {
    Path file = Files.writeString(directory.resolve("cdr.csv"), "first\n");
    Offered offered = Offered.of(file);

    try (InputStream again = offered.open()) {
      assertThat(again.readNBytes(6)).isEqualTo("first\n".getBytes(StandardCharsets.UTF_8));
      Files.writeString(file, "second\n", StandardOpenOption.APPEND);

      assertThatExceptionOfType(ChangedWhileRead.class).isThrownBy(again::read);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'',true",
    "f,true",
    "'first,se',true",
    "'First,se',false",
    "'first,second',false",
    "'first,second,third',false",
    "second,false"
  })
  void a_file_begins_with_what_was_sent_of_it_before(String earlier, boolean begins)
      throws IOException {
    Offered before = Offered.of(Files.writeString(directory.resolve("cut"), earlier));
    Offered whole = Offered.of(Files.writeString(directory.resolve("whole"), "first,second"));

    assertThat(whole.beginsWith(before.size(), before.sha256())).isEqualTo(begins);
  }

  @Test
  void a_long_beginning_is_compared_to_its_last_byte() throws IOException {
    byte[] bytes = new byte[200_000];
    new Random(2).nextBytes(bytes);
    Offered whole = Offered.of(Files.write(directory.resolve("whole"), bytes));
    byte[] cut = Arrays.copyOf(bytes, 150_000);
    Offered same = Offered.of(Files.write(directory.resolve("same"), cut));
    cut[149_999]++;
    Offered other = Offered.of(Files.write(directory.resolve("other"), cut));

    assertThat(whole.beginsWith(same.size(), same.sha256())).isTrue();
    assertThat(whole.beginsWith(other.size(), other.sha256())).isFalse();
  }

  @Test
  void what_is_no_file_cannot_be_offered() {
    assertThatThrownBy(() -> Offered.of(directory.resolve("missing")))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(() -> Offered.of(directory)).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> Offered.of(directory.getRoot())).isInstanceOf(IOException.class);
  }
}
