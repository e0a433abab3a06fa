package daybook.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every way a configuration can be wrong, with the exact words it is refused with. */
class BadSettingsTest {
  @TempDir Path directory;

  record Case(String text, List<String> errors) {
    @Override
    public String toString() {
      return text;
    }
  }

  private static Case refused(String text, String... errors) {
    return new Case(text, List.of(errors));
  }

  /** A feed in which one line is replaced; line 1 says {@code feeds:}. */
  private static Case feed(String line, String replacement, String... errors) {
    String good =
        """
        feeds:
          edge:
            operator: edge
            clock: UTC
            csv:
              header: false
              timestamp: epoch_seconds
              columns:
                subscriber: 1
                start: 2
                bytes_up: 3
            volumes:
              unit: B
              counting: increments
            identity: [4]
        """;
    if (!good.contains(line + "\n")) {
      throw new IllegalArgumentException("The feed has no line " + line);
    }
    return refused(good.replace(line + "\n", replacement + "\n"), errors);
  }

  private List<String> errors(byte[] text) throws IOException {
    Path file = directory.resolve("daybook.yaml");
    Files.write(file, text);
    SettingsException refusal =
        catchThrowableOfType(
            SettingsException.class,
            () -> Settings.read(file, true, directory, Map.of("EMPTY", "", "FULL", "hunter2")));
    assertThat(refusal).as("the file is refused").isNotNull();
    assertThat(refusal)
        .hasMessage(
            String.join("\n", refusal.badSettings().stream().map(BadSetting::toString).toList()));
    return refusal.badSettings().stream().map(BadSetting::toString).toList();
  }

  @ParameterizedTest
  @MethodSource({
    "form",
    "values",
    "stores",
    "addresses",
    "feeds",
    "columns",
    "rules",
    "expectations",
    "summaries",
    "places",
    "sftp",
    "http",
    "s3"
  })
  void a_bad_setting_is_refused_by_line_key_and_reason(Case bad) throws IOException {
    assertThat(errors(bad.text().getBytes(StandardCharsets.UTF_8)))
        .containsExactlyElementsOf(bad.errors().stream().map("daybook.yaml:"::concat).toList());
  }

  static List<Case> form() {
    String quotes = "; a value with special characters is written in 'quotes'";
    return List.of(
        refused("zoen: UTC\n", "1: zoen: is no setting; did you mean zone?"),
        refused(
            "colour: red\n",
            "1: colour: is no setting; there are zone, store, data, engine_memory_mb, postgres, host, port,"
                + " page_size_limit, request_limit_bytes, slice_cache_mb, slices,"
                + " expense_cache_mb, answer_cache_mb, requests_at_once, heavy_reports_at_once, requests_per_second, sync_at, spool, feeds, summaries"),
        refused("Port: 1\n", "1: Port: is no setting; did you mean port?"),
        refused("port: 1\nzone: UTC\nport: 2\n", "3: port: stands on line 1 already"),
        refused(
            "feeds:\n  a:\n  a:\n",
            "2: feeds.a.operator: is missing",
            "2: feeds.a.clock: is missing",
            "2: feeds.a.csv: is missing",
            "2: feeds.a.volumes: is missing",
            "2: feeds.a.identity: is missing",
            "3: feeds.a: stands on line 2 already"),
        refused("- a\n- b\n", "1: expected settings as key: value"),
        refused("text\n", "1: expected settings as key: value"),
        refused(
            "port: 1\n---\nport: 2\n",
            "3: a second document starts here; write all settings into one"),
        refused(
            "port: &p 1\nslice_cache_mb: *p\n",
            "2: *p is an alias, which settings do not have; write the value in 'quotes'",
            "2: slice_cache_mb: expected a whole number from 1 to 1000000, not p"),
        refused(
            "zone: UTC\nport: [1\n",
            "3: is not readable as YAML: while parsing a flow sequence, expected ',' or ']', but "
                + "got"
                + " <stream end>"
                + quotes),
        refused(
            "zone: UTC\n\tport: 1\n",
            "2: is not readable as YAML: while scanning for the next token, found character"
                + " '\\t(TAB)' that cannot start any token. (Do not use \\t(TAB) for indentation)"
                + quotes),
        refused(
            "zone: UTC\ndata: a: b\n",
            "2: is not readable as YAML: mapping values are not allowed here" + quotes));
  }

  static List<Case> values() {
    return List.of(
        refused(
            "zone: Asia/Shangai\n",
            "1: zone: Asia/Shangai is no time zone; did you mean Asia/Shanghai?"),
        refused(
            "zone: Moon\n",
            "1: zone: Moon is no time zone; a zone is written as Europe/Berlin, UTC or +03:00"),
        refused("data:\n", "1: data: has no value"),
        refused("data: null\n", "1: data: has no value"),
        refused("data: ''\n", "1: data: expected a text without blanks around it, not ''"),
        refused("data: \"a\\0b\"\n", "1: data: 'a\u0000b' is no path: Nul character not allowed"),
        refused("data: [a]\n", "1: data: expected one value"),
        refused("host: {a: b}\n", "1: host: expected one value"),
        refused(
            "port: 65536\npage_size_limit: 0\nrequest_limit_bytes: 1e6\nslice_cache_mb: -1\n",
            "1: port: expected a whole number from 0 to 65535, not 65536",
            "2: page_size_limit: expected a whole number from 1 to 1000000, not 0",
            "3: request_limit_bytes: expected a whole number from 1024 to 1073741824, not 1e6",
            "4: slice_cache_mb: expected a whole number from 1 to 1000000, not -1"),
        refused(
            """
            port: 99999999999999999999
            page_size_limit: 010
            slice_cache_mb: 0x10
            expense_cache_mb: 0
            answer_cache_mb: -1
            requests_at_once: 0
            heavy_reports_at_once: 0
            requests_per_second: 1000001
            """,
            "1: port: expected a whole number from 0 to 65535, not 99999999999999999999",
            "2: page_size_limit: expected a whole number from 1 to 1000000, not 010",
            "3: slice_cache_mb: expected a whole number from 1 to 1000000, not 0x10",
            "4: expense_cache_mb: expected a whole number from 1 to 1000000, not 0",
            "5: answer_cache_mb: expected a whole number from 0 to 1000000, not -1",
            "6: requests_at_once: expected a whole number from 1 to 100000, not 0",
            "7: heavy_reports_at_once: expected a whole number from 1 to 100000, not 0",
            "8: requests_per_second: expected a whole number from 0 to 1000000, not 1000001"),
        refused("feeds: none\n", "1: feeds: expected keys and values under it"),
        refused("feeds: [a]\n", "1: feeds: expected keys and values under it"));
  }

  static List<Case> stores() {
    return List.of(
        refused(
            "zone: UTC\nstore: mysql\n", "2: store: expected one of duckdb, postgres, not mysql"),
        refused(
            "store: postgre\ndata: ' x'\npostgres: {connections: 1}\n",
            "1: store: expected one of duckdb, postgres, not postgre",
            "2: data: expected a text without blanks around it, not ' x'",
            "3: postgres.url: is missing",
            "3: postgres.user: is missing",
            "3: postgres.connections: expected a whole number from 2 to 1000, not 1"),
        refused(
            "zone: UTC\nstore: postgres\n",
            "2: store: postgres needs a section postgres with at least a url and a user"),
        refused(
            "store: postgres\npostgres:\n",
            "2: postgres.url: is missing",
            "2: postgres.user: is missing"),
        refused("store: postgres\npostgres: x\n", "2: postgres: expected keys and values under it"),
        refused(
            "store: duckdb\npostgres:\n  url: x\n",
            "2: postgres: has no meaning with store: duckdb; write store: postgres, or remove it"),
        refused(
            "postgres:\n",
            "1: postgres: has no meaning with store: duckdb, the default; write store: postgres, or"
                + " remove it"),
        refused(
            "store: postgres\nengine_memory_mb: 500\n" + POSTGRES,
            "2: engine_memory_mb: has no meaning with store: postgres; remove it"),
        refused(
            "engine_memory_mb: 100\n",
            "1: engine_memory_mb: expected a whole number from 128 to 1000000, not 100"),
        refused(
            "store: postgres\ndata: books\n" + POSTGRES,
            "2: data: has no meaning with store: postgres; remove it"),
        postgres(
            "passwort_file: x",
            "5: postgres.passwort_file: is no setting; did you mean" + " password_file?"),
        postgres(
            "password: hunter2",
            "5: postgres.password: is no setting; there are url, user, password_file, password_env,"
                + " connections, connect_timeout_seconds, report_timeout_seconds"),
        postgres(
            "connections: 1001\n  connect_timeout_seconds: 0\n  report_timeout_seconds: 86401",
            "5: postgres.connections: expected a whole number from 2 to 1000, not 1001",
            "6: postgres.connect_timeout_seconds: expected a whole number from 1 to 600, not 0",
            "7: postgres.report_timeout_seconds: expected a whole number from 1 to 86400, not"
                + " 86401"),
        postgres(
            "password_file: none\n  password_env: EMPTY",
            "6: postgres.password_env: password_file is given too; keep one of the two"),
        postgres(
            "password_env: EMPTY",
            "5: postgres.password_env: the variable of this name is empty; a password is expected in"
                + " it"),
        postgres(
            "password_env: DAYBOOK_NONE",
            "5: postgres.password_env: the environment has no variable of this name; set it where"
                + " Daybook runs"),
        postgres(
            "password_env: hunter-2",
            "5: postgres.password_env: expected the name of an environment variable, as"
                + " DAYBOOK_DB_PASSWORD"));
  }

  private static final String POSTGRES =
      """
      postgres:
        url: jdbc:postgresql://db.example:5432/daybook
        user: daybook
      """;

  /** A section that would be right but for one more key, on line 5. */
  private static Case postgres(String more, String... errors) {
    return refused("store: postgres\n" + POSTGRES + "  " + more + "\n", errors);
  }

  /** None of the messages repeats an address, for it may hold a password. */
  static List<Case> addresses() {
    return List.of(
        address(
            "postgres://daybook:hunter2@db/daybook",
            "must begin with jdbc:postgresql:, as jdbc:postgresql://db.example:5432/daybook"),
        address(
            "", "must begin with jdbc:postgresql:, as jdbc:postgresql://db.example:5432/daybook"),
        address("jdbc:postgresql://db/daybook hunter2", "holds a blank, which is written %20"),
        address(
            "jdbc:postgresql://daybook:hunter2@db/daybook",
            "holds an @, as if a user or a password stood before it: write user, and password_file"
                + " or password_env; an @ that is meant is written %40"),
        address(
            "jdbc:postgresql://db/daybook?ssl=true&password=hunter2",
            "holds password=, but secrets do not belong here: write password_file or password_env"
                + " instead"),
        address(
            "jdbc:postgresql:daybook?Password",
            "holds password=, but secrets do not belong here: write password_file or password_env"
                + " instead"),
        address(
            "jdbc:postgresql:daybook?sslpassword=hunter2&user=x",
            "holds sslpassword=, but secrets do not belong here: use a key without a password that"
                + " the server's user alone may read"),
        address(
            "jdbc:postgresql://db/daybook?user=daybook",
            "holds user=: write it under the key user instead"));
  }

  private static Case address(String url, String reason) {
    return refused(
        "store: postgres\npostgres:\n  url: '%s'\n  user: daybook\n".formatted(url),
        "3: postgres.url: " + reason);
  }

  static List<Case> feeds() {
    return List.of(
        refused(
            "feeds:\n  my feed: x\n",
            "2: feeds.my feed: a feed's name is made of letters, digits, points, - and _",
            "2: feeds.my feed: expected keys and values under it"),
        feed(
            "    operator: edge",
            "    opertor: edge",
            "2: feeds.edge.operator: is missing",
            "3: feeds.edge.opertor: is no setting; did you mean operator?"),
        feed(
            "    clock: UTC",
            "    clock: Berlin/Europe",
            "4: feeds.edge.clock: Berlin/Europe is no time zone; a zone is written as "
                + "Europe/Berlin,"
                + " UTC or +03:00"),
        feed(
            "    clock: UTC",
            "    clock: UTC\n    files: sub/*.csv\n    place: ' in'",
            "5: feeds.edge.files: expected a pattern for file names, as *.csv, not sub/*.csv"
                .replace("sub/*.csv", "'sub/*.csv'"),
            "6: feeds.edge.place: expected a text without blanks around it, not ' in'"),
        feed(
            "    clock: UTC",
            "    clock: UTC\n    files: '[a'",
            "5: feeds.edge.files: '[a' is no pattern for file names: Missing ']"),
        feed(
            "    clock: UTC",
            "    clock: UTC\n    day_rule: end\n    on_conflict: Refuse",
            "5: feeds.edge.day_rule: expected one of start, split, not end",
            "6: feeds.edge.on_conflict: expected one of refuse, replace, cumulative, not Refuse"),
        feed(
            "    clock: UTC",
            "    clock: UTC\n    max_record_bytes: 9223372036854775808",
            "5: feeds.edge.max_record_bytes: expected a whole number from 1 to 9223372036854775807,"
                + " not 9223372036854775808"),
        feed(
            "    clock: UTC",
            "    clock: UTC\n    delivered_on: {plus_days: -1, pattern: '(', date: x}",
            "5: feeds.edge.delivered_on.pattern: '(' is no regular expression: Unclosed group",
            "5: feeds.edge.delivered_on.date: x does not give a day",
            "5: feeds.edge.delivered_on.plus_days: expected a whole number from 0 to 366, not -1"),
        feed(
            "    clock: UTC",
            "    clock: UTC\n    delivered_on: {pattern: 'a.csv', date: yyyyMM}",
            "5: feeds.edge.delivered_on.pattern: a.csv must have one group (…) around the date;"
                + " others are written (?:…)",
            "5: feeds.edge.delivered_on.date: yyyyMM does not give a day"),
        feed(
            "    clock: UTC",
            "    clock: UTC\n    delivered_on: {lag: 1}",
            "5: feeds.edge.delivered_on.pattern: is missing",
            "5: feeds.edge.delivered_on.date: is missing",
            "5: feeds.edge.delivered_on.lag: is no setting; there are pattern, date, plus_days"),
        feed(
            "      unit: B",
            "      unit: KB",
            "13: feeds.edge.volumes.unit: expected one of B, kB, KiB, MB, MiB, GB, GiB, not KB;"
                + " kB is 1000 bytes, KiB is 1024"),
        feed(
            "      counting: increments",
            "      count: 1",
            "12: feeds.edge.volumes.counting: is missing",
            "14: feeds.edge.volumes.count: is no setting; there are unit, counting"),
        feed(
            "    volumes:\n      unit: B\n      counting: increments",
            "    volumes:",
            "12: feeds.edge.volumes.unit: is missing",
            "12: feeds.edge.volumes.counting: is missing"));
  }

  /** A feed with a place; line 4 says {@code clock}. */
  private static Case place(String lines, String... errors) {
    return feed("    clock: UTC", "    clock: UTC\n" + lines.indent(4).stripTrailing(), errors);
  }

  static List<Case> places() {
    return List.of(
        place(
            "place:\n  ftp: {host: a}",
            "5: feeds.edge.place: expected a directory, or one of sftp, http and s3 under it",
            "6: feeds.edge.place.ftp: is no setting; did you mean sftp?"),
        place(
            "place: {s3: {}, sftp: {}}\narchive: ' x'",
            "5: feeds.edge.place: expected a directory, or one of sftp, http and s3 under it",
            "6: feeds.edge.archive: expected a text without blanks around it, not ' x'"),
        place("place: []", "5: feeds.edge.place: expected one value"),
        place(
            "place: in\narchive: in",
            "6: feeds.edge.archive: is the place itself; name another directory, or leave it out"),
        refused(
            """
            store: postgres
            postgres: {url: jdbc:postgresql:daybook, user: x}
            feeds:
              edge:
                operator: edge
                clock: UTC
                place: {http: {url: "http://a/b.csv"}}
                csv:
                  header: false
                  timestamp: epoch_seconds
                  columns: {subscriber: 1, start: 2, bytes_up: 3}
                volumes: {unit: B, counting: increments}
                identity: [4]
            """,
            "1: store: postgres needs a spool, a directory in which the files of feed edge lie until"
                + " they are taken in; write it beside store"));
  }

  static List<Case> sftp() {
    String fingerprint = "SHA256:" + "A".repeat(43);
    return List.of(
        place(
            "place:\n  sftp:",
            "6: feeds.edge.place.sftp.host: is missing",
            "6: feeds.edge.place.sftp.user: is missing",
            "6: feeds.edge.place.sftp.user: needs a password_file, a password_env or a key_file",
            "6: feeds.edge.place.sftp.host_key: is missing"),
        place(
            """
            archive: /out/
            place:
              sftp:
                host: sftp://a
                port: 0
                user: me
                password: hunter2
                password_env: DAYBOOK_NONE
                host_key: SHA256:AAAA
                directory: /out
                timeout_seconds: 601
            """,
            "5: feeds.edge.archive: is the place itself; name another directory of the server, or"
                + " leave it out",
            "8: feeds.edge.place.sftp.host: expected a host's name or address alone, as"
                + " sftp.operator.example",
            "9: feeds.edge.place.sftp.port: expected a whole number from 1 to 65535, not 0",
            "11: feeds.edge.place.sftp.password: is no setting; there are host, port, user, key_file,"
                + " key_password_file, key_password_env, password_file, password_env, host_key,"
                + " directory, timeout_seconds",
            "12: feeds.edge.place.sftp.password_env: the environment has no variable of this name;"
                + " set it where Daybook runs",
            "13: feeds.edge.place.sftp.host_key: expected the fingerprint of the server's key, as"
                + " ssh-keygen -l shows it: SHA256: and 43 characters; several are separated by"
                + " blanks",
            "15: feeds.edge.place.sftp.timeout_seconds: expected a whole number from 1 to 600, not"
                + " 601"),
        place(
            "place: {sftp: {host: a, user: b, host_key: '%s', key_password_env: X, password_env: EMPTY}}"
                .formatted(fingerprint),
            "5: feeds.edge.place.sftp.key_password_env: opens a key_file, and none is given",
            "5: feeds.edge.place.sftp.password_env: the variable of this name is empty; a password is"
                + " expected in it"));
  }

  static List<Case> http() {
    return List.of(
        place("place: {http: {}}", "5: feeds.edge.place.http.url: is missing"),
        place(
            """
            archive: done
            files: '*.csv'
            stable_seconds: 2
            place: {http: {url: "http://a/b.csv", date: yyyyMMdd, days_back: 2}}
            """,
            "5: feeds.edge.archive: has no meaning here: files of a web server stay; remove it",
            "6: feeds.edge.files: has no meaning here: the url says which file is meant; remove it",
            "7: feeds.edge.stable_seconds: has no meaning here: an answer is whole; remove it",
            "8: feeds.edge.place.http.date: has no meaning where the url has no {day}",
            "8: feeds.edge.place.http.days_back: has no meaning where the url has no {day}"),
        http(
            "url: 'ftp://a/b.csv'",
            "5: feeds.edge.place.http.url: is no address of the form"
                + " https://files.operator.example/path"),
        http(
            "url: 'https://a b/c'",
            "5: feeds.edge.place.http.url: is no address of the form"
                + " https://files.operator.example/path"),
        http(
            "url: 'https://me:hunter2@a/b.csv'",
            "5: feeds.edge.place.http.url: holds an @, as if a"
                + " user or a password stood before it: secrets do not belong here; write user, and"
                + " password_file or password_env"),
        http(
            "url: 'https://a/b.csv#x'",
            "5: feeds.edge.place.http.url: has a #, after which nothing"
                + " is sent to a server; leave that out"),
        http(
            "url: 'https://a/b.csv?kind=x&Token=hunter2'",
            "5: feeds.edge.place.http.url: holds"
                + " Token=, but secrets do not belong here: write user and password_file, or"
                + " token_file"),
        http(
            "url: 'https://a/'",
            "5: feeds.edge.place.http.url: does not end in a file's name; write"
                + " name, as north.csv"),
        http(
            "url: 'https://a/{day}/b.csv', date: yyyy-MM",
            "5: feeds.edge.place.http.date: yyyy-MM" + " does not give a day",
            "5: feeds.edge.place.http.url: gives files of different days the"
                + " same name; write name, as north_{day}.csv"),
        http(
            "url: 'https://a/{day}.csv', date: yyyyMMdd, name: b.csv",
            "5: feeds.edge.place.http.name:"
                + " gives files of different days the same name; write {day} in it"),
        http(
            "url: 'https://a/b.csv', name: '../b.csv'",
            "5: feeds.edge.place.http.name: expected a"
                + " file's name, as north_{day}.csv, not ../b.csv"),
        http(
            "url: 'https://a/b.csv', name: '{day}.csv'",
            "5: feeds.edge.place.http.name: has a {day}," + " but the url has none"),
        http(
            "url: 'https://a/b.csv', password_env: EMPTY",
            "5: feeds.edge.place.http.password_env:" + " needs a user"),
        http(
            "url: 'https://a/b.csv', user: me",
            "5: feeds.edge.place.http.password_file: is missing;"
                + " write password_file or password_env"),
        http(
            "url: 'https://a/b.csv', user: me, token_env: FULL",
            "5: feeds.edge.place.http.user: a" + " token is given too; keep one of the two"),
        http(
            "url: 'http://a/b.csv', token_env: FULL",
            "5: feeds.edge.place.http.url: sends its secret"
                + " readable by everyone on the way; write https instead of http"));
  }

  private static Case http(String keys, String... errors) {
    return place("place: {http: {" + keys + "}}", errors);
  }

  static List<Case> s3() {
    return List.of(
        place(
            "place: {s3: {}}",
            "5: feeds.edge.place.s3.region: is missing",
            "5: feeds.edge.place.s3.bucket: is missing",
            "5: feeds.edge.place.s3.access_key_file: is missing; write access_key_file or"
                + " access_key_env",
            "5: feeds.edge.place.s3.secret_key_file: is missing; write secret_key_file or"
                + " secret_key_env"),
        place(
            """
            stable_seconds: 1
            archive: done
            place:
              s3:
                endpoint: s3.example
                region: Europe
                bucket: A
                prefix: /cdr
                path_style: maybe
                access_key_env: FULL
                secret_key_env: EMPTY
            """,
            "5: feeds.edge.stable_seconds: has no meaning here: an object appears whole; remove it",
            "6: feeds.edge.archive: expected the beginning of the objects' names, ended by a slash and"
                + " not begun by one, as cdr/, not done",
            "9: feeds.edge.place.s3.endpoint: is no address of the form"
                + " https://files.operator.example/path",
            "10: feeds.edge.place.s3.region: expected a region, as eu-central-1, not Europe",
            "11: feeds.edge.place.s3.bucket: expected a bucket's name, as operator-cdr, not A",
            "12: feeds.edge.place.s3.prefix: expected the beginning of the objects' names, ended by a"
                + " slash and not begun by one, as cdr/, not /cdr",
            "13: feeds.edge.place.s3.path_style: expected true or false, not maybe",
            "15: feeds.edge.place.s3.secret_key_env: the variable of this name is empty; a secret key"
                + " is expected in it"),
        place(
            "archive: cdr/\nplace: {s3: {region: a, bucket: bbb, prefix: cdr/, access_key_env: FULL,"
                + " secret_key_env: FULL}}",
            "5: feeds.edge.archive: is the place itself; name another prefix, or leave it out"));
  }

  static List<Case> columns() {
    return List.of(
        feed(
            "      header: false",
            "      header: no",
            "6: feeds.edge.csv.header: expected true or false, not no"),
        feed(
            "      header: false",
            "      delimiter: ;;\n      quote: ''\n      charset: UTF-9",
            "5: feeds.edge.csv.header: is missing",
            "6: feeds.edge.csv.delimiter: expected one character in quotes, not ';;'",
            "7: feeds.edge.csv.quote: expected one character in quotes, not ''",
            "8: feeds.edge.csv.charset: UTF-9 is no character set; common ones are UTF-8,"
                + " windows-1252"),
        feed(
            "      header: false",
            "      header: false\n      delimiter: '\"'",
            "5: feeds.edge.csv.quote: is the delimiter too; they must differ"),
        feed(
            "      timestamp: epoch_seconds",
            "      timestamp: yyyy-MM-dd",
            "7: feeds.edge.csv.timestamp: yyyy-MM-dd does not give a day and a time"),
        feed(
            "      timestamp: epoch_seconds",
            "      timestamp: epoch",
            "7: feeds.edge.csv.timestamp: epoch is no date pattern, as yyyy-MM-dd HH:mm:ss: Unknown"
                + " pattern letter: o"),
        feed(
            "        subscriber: 1",
            "        subscriber: 0\n        imei: 7",
            "9: feeds.edge.csv.columns.subscriber: expected a whole number from 1 to 10000, not 0",
            "10: feeds.edge.csv.columns.imei: is no setting; there are subscriber, start, end,"
                + " duration_s, bytes_up, bytes_down"),
        feed(
            "        subscriber: 1",
            "        subscriber: imsi",
            "9: feeds.edge.csv.columns.subscriber: imsi is a name, which needs header: true; a"
                + " position is a number without quotes"),
        feed(
            "        subscriber: 1",
            "        subscriber: [1]\n        end:",
            "9: feeds.edge.csv.columns.subscriber: expected a column: its position from 1, or its"
                + " name in the header",
            "10: feeds.edge.csv.columns.end: expected a column: its position from 1, or its name in"
                + " the header"),
        feed(
            "      timestamp: epoch_seconds",
            "      timestamp: epoch_seconds\n      trailer: {records: 0, bytes: 3}",
            "8: feeds.edge.csv.trailer.mark: is missing",
            "8: feeds.edge.csv.trailer.records: expected a whole number from 1 to 10000, not 0",
            "8: feeds.edge.csv.trailer.bytes: is no setting; there are mark, records, bytes_up,"
                + " bytes_down"),
        feed("        start: 2", "        end: 2", "8: feeds.edge.csv.columns.start: is missing"),
        feed(
            "        bytes_up: 3",
            "        end: 3",
            "8: feeds.edge.csv.columns.bytes_up: neither bytes_up nor bytes_down is named; name one"
                + " or both"),
        feed(
            "        bytes_up: 3",
            "        bytes_up: 3\n        bytes_down: 3",
            "12: feeds.edge.csv.columns.bytes_down: is the same column as bytes_up"),
        feed(
            "        bytes_up: 3",
            "        bytes_up: 3\n        end: 5\n        duration_s: 6",
            "13: feeds.edge.csv.columns.duration_s: the end is named too; keep one of the two"),
        feed(
            "    identity: [4]",
            "    identity: []",
            "15: feeds.edge.identity: expected a list of columns, as [1, 2]"),
        feed(
            "    identity: [4]",
            "    identity: 4",
            "15: feeds.edge.identity: expected a list of columns, as [1, 2]"),
        feed(
            "    identity: [4]",
            "    identity: [4, 1, 4, '4']",
            "15: feeds.edge.identity: names the column 4 twice",
            "15: feeds.edge.identity: '4' is a name, which needs header: true; a position is a"
                + " number without quotes"),
        feed(
            "    identity: [4]",
            "    session: call",
            "2: feeds.edge.identity: is missing",
            "15: feeds.edge.session: expected a list of columns, as [1, 2], or record"));
  }

  static List<Case> expectations() {
    return List.of(
        feed(
            "    identity: [4]",
            "    identity: [4]\n    expects:",
            "16: feeds.edge.expects.from: is missing",
            "16: feeds.edge.expects.usage_day: is missing"),
        feed(
            "    identity: [4]",
            """
                identity: [4]
                expects:
                  from: 2024-02-30
                  usage_day: {pattern: 'a.csv', date: HH, minus_days: -1}
                  files_per_day: 0
                  sequence: {pattern: '(', per: week}
                  by: {days: 0, time: '25:00'}
                  sequenze: 1
            """,
            "17: feeds.edge.expects.from: expected a day, as 2024-06-25, not 2024-02-30",
            "18: feeds.edge.expects.usage_day.pattern: a.csv must have one group (…) around the"
                + " date; others are written (?:…)",
            "18: feeds.edge.expects.usage_day.date: HH does not give a day",
            "18: feeds.edge.expects.usage_day.minus_days: expected a whole number from 0 to 366,"
                + " not -1",
            "19: feeds.edge.expects.files_per_day: expected a whole number from 1 to 100000, not 0",
            "20: feeds.edge.expects.sequence.pattern: '(' is no regular expression: Unclosed group",
            "20: feeds.edge.expects.sequence.per: expected one of day, feed, not week",
            "21: feeds.edge.expects.by.days: expected a whole number from 1 to 366, not 0",
            "21: feeds.edge.expects.by.time: expected a time of day in quotes, as \"06:00\", not"
                + " '25:00'",
            "22: feeds.edge.expects.sequenze: is no setting; did you mean sequence?"));
  }

  /** A summary in which one line is replaced; line 1 says {@code summaries:}. */
  private static Case summary(String line, String replacement, String... errors) {
    String good =
        """
        summaries:
          bill:
            operator: net
            key: iccid
            csv:
              header: true
              day: "dd.MM.yyyy"
              columns:
                day: Tag
                key: ICCID
                volume: MB
                amount: EUR
            volumes: {unit: MB}
            amounts: {currency: EUR}
            skip: {column: Tag, pattern: Summe}
            tolerance: {volume: 0.005, amount_per_mille: 1}
        """;
    if (!good.contains(line + "\n")) {
      throw new IllegalArgumentException("The summary has no line " + line);
    }
    return refused(good.replace(line + "\n", replacement + "\n"), errors);
  }

  static List<Case> summaries() {
    return List.of(
        refused(
            "summaries:\n  a b:\n",
            "2: summaries.a b: a summary's name is made of letters, digits, points, - and _",
            "2: summaries.a b.operator: is missing",
            "2: summaries.a b.key: is missing",
            "2: summaries.a b.csv: is missing"),
        summary(
            "    key: iccid",
            "    key: imsi",
            "4: summaries.bill.key: expected one of operator_key, iccid, subscription, profile,"
                + " none, not imsi"),
        summary(
            "    key: iccid",
            "    key: none",
            "4: summaries.bill.key: is none, but a column is named for it: say what it holds"),
        summary(
            "        key: ICCID",
            "",
            "4: summaries.bill.key: names what the column key holds, which csv.columns lacks"),
        summary(
            "      header: true",
            "      header: false",
            "9: summaries.bill.csv.columns.day: Tag is a name, which needs header: true; a position"
                + " is a number without quotes",
            "10: summaries.bill.csv.columns.key: ICCID is a name, which needs header: true; a"
                + " position is a number without quotes",
            "11: summaries.bill.csv.columns.volume: MB is a name, which needs header: true; a"
                + " position is a number without quotes",
            "12: summaries.bill.csv.columns.amount: EUR is a name, which needs header: true; a"
                + " position is a number without quotes",
            "15: summaries.bill.skip.column: Tag is a name, which needs header: true; a position is"
                + " a number without quotes"),
        summary(
            "      day: \"dd.MM.yyyy\"",
            "      period: yyyy-MM",
            "5: summaries.bill.csv.day: is missing: how the column is written, as yyyy-MM-dd",
            "7: summaries.bill.csv.period: says how a column is written that columns.period does"
                + " not name"),
        summary(
            "      day: \"dd.MM.yyyy\"",
            "      day: \"dd.MM.yyyy\"\n      period: dd",
            "8: summaries.bill.csv.period: dd does not give a month",
            "8: summaries.bill.csv.period: says how a column is written that columns.period does"
                + " not name"),
        summary(
            "        day: Tag",
            "        day: Tag\n        period: Monat",
            "5: summaries.bill.csv.period: is missing: how the column is written, as yyyy-MM",
            "10: summaries.bill.csv.columns.period: the day is named too; keep one of the two"),
        summary(
            "        volume: MB",
            "        volume_up: MB",
            "11: summaries.bill.csv.columns.volume_up: one direction alone is no volume; name the"
                + " other, or volume"),
        summary(
            "        volume: MB",
            "        volume: Tag",
            "11: summaries.bill.csv.columns.volume: is the same column as day"),
        summary(
            "        volume: MB", "", "13: summaries.bill.volumes: csv.columns names no volume"),
        summary(
            "        amount: EUR",
            "        currency: EUR",
            "12: summaries.bill.csv.columns.currency: has no amount that it is of",
            "14: summaries.bill.amounts: csv.columns names no amount"),
        summary(
            "        amount: EUR",
            "        amount: EUR\n        currency: Code",
            "15: summaries.bill.amounts: csv.columns.currency says the currency already; keep one"
                + " of the two"),
        summary("    volumes: {unit: MB}", "", "2: summaries.bill.volumes: is missing"),
        summary(
            "    amounts: {currency: EUR}",
            "    amounts: {currency: Euro}",
            "14: summaries.bill.amounts.currency: expected three capital letters, as EUR, not"
                + " Euro"),
        summary(
            "      header: true",
            "      header: true\n      decimal: ','\n      grouping: ','",
            "8: summaries.bill.csv.grouping: is the decimal separator too; they must differ"),
        summary(
            "    skip: {column: Tag, pattern: Summe}",
            "    skip: {column: Tag, pattern: '('}",
            "15: summaries.bill.skip.pattern: '(' is no regular expression: Unclosed group"),
        summary(
            "    tolerance: {volume: 0.005, amount_per_mille: 1}",
            "    tolerance: {volume: -1, amount: 1%, per_mille: 1}",
            "16: summaries.bill.tolerance.volume: expected a number in plain digits, as 0.005, not"
                + " -1",
            "16: summaries.bill.tolerance.amount: expected a number in plain digits, as 0.005, not"
                + " '1%'",
            "16: summaries.bill.tolerance.per_mille: is no setting; there are volume,"
                + " volume_per_mille, amount, amount_per_mille"),
        refused(
            """
            summaries:
              bill:
                operator: net
                key: none
                csv:
                  header: true
                  columns: {key: a}
            """,
            "4: summaries.bill.key: is none, but a column is named for it: say what it holds",
            "7: summaries.bill.csv.columns.volume: neither volume nor records nor amount is named;"
                + " name one"));
  }

  static List<Case> rules() {
    return List.of(
        feed(
            "      counting: increments",
            "      counting: cumulative",
            "2: feeds.edge.session: counting: cumulative counts what a session has carried so far;"
                + " name the columns that make a session, as [1, 2]"),
        feed(
            "      counting: increments",
            "      counting: cumulative\n    day_rule: split\n    session: [1]",
            "15: feeds.edge.day_rule: split needs counting: increments, for a running total does "
                + "not"
                + " say on which side of midnight it grew; write start"),
        feed(
            "      counting: increments",
            "      counting: cumulative\n    on_conflict: cumulative\n    session: [1]",
            "15: feeds.edge.on_conflict: cumulative says what counting: cumulative says already;"
                + " write refuse"),
        feed(
            "    identity: [4]",
            "    identity: [4]\n    on_conflict: cumulative\n    session: [1]",
            "16: feeds.edge.on_conflict: cumulative means that each record is a session which "
                + "grows;"
                + " write session: record"));
  }

  @Test
  void all_errors_are_said_at_once_in_the_order_of_the_file() throws IOException {
    assertThat(
            errors(
                """
                feeds:
                  edge:
                    operator: ''
                zoen: UTC
                port: x
                """
                    .getBytes(StandardCharsets.UTF_8)))
        .containsExactly(
            "daybook.yaml:2: feeds.edge.clock: is missing",
            "daybook.yaml:2: feeds.edge.csv: is missing",
            "daybook.yaml:2: feeds.edge.volumes: is missing",
            "daybook.yaml:2: feeds.edge.identity: is missing",
            "daybook.yaml:3: feeds.edge.operator: expected a text without blanks around it, not ''",
            "daybook.yaml:4: zoen: is no setting; did you mean zone?",
            "daybook.yaml:5: port: expected a whole number from 0 to 65535, not x");
  }

  @Test
  void a_bottomless_file_is_refused() throws IOException {
    assertThat(errors("[".repeat(100_000).getBytes(StandardCharsets.UTF_8)))
        .containsExactly(
            "daybook.yaml: is not readable as YAML: Document nesting depth (501) exceeds the "
                + "maximum"
                + " allowed (500, from `StreamReadConstraints.getMaxNestingDepth()`)");
  }

  @Test
  void a_file_that_is_not_utf8_is_refused() throws IOException {
    assertThat(errors(new byte[] {'a', ':', ' ', (byte) 0xE9}))
        .containsExactly("daybook.yaml: is not UTF-8");
  }

  @Test
  void a_file_that_is_named_must_be_there() {
    SettingsException refusal =
        catchThrowableOfType(
            SettingsException.class, () -> Settings.read(Path.of("none.yaml"), true, directory));

    assertThat(refusal).hasMessage("none.yaml: there is no such file");
  }

  @Test
  void a_file_outside_the_users_directory_is_named_by_its_whole_path() {
    Path outside = directory.resolve("none.yaml");

    assertThat(
            catchThrowableOfType(
                SettingsException.class,
                () -> Settings.read(outside, true, directory.resolve("below"))))
        .hasMessage(outside + ": there is no such file");
  }
}
