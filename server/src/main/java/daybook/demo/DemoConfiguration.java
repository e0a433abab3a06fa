package daybook.demo;

/** The demonstration's settings: two operators who agree on nothing about their files. */
final class DemoConfiguration {
  static final String YAML =
      """
      # The demonstration's configuration, made by `./daybook demo`.
      zone: Europe/Berlin

      feeds:
        # Local times of the operator's own zone, bytes, one line per session.
        northline:
          operator: northline
          place: sessions/northline
          files: "northline_*.csv"
          clock: Asia/Almaty
          day_rule: start
          delivered_on:
            pattern: 'northline_(\\d{8})\\.csv'
            date: yyyyMMdd
            plus_days: 1
          csv:
            header: true
            delimiter: ";"
            timestamp: "dd.MM.yyyy HH:mm:ss"
            columns:
              subscriber: imsi
              start: begin
              end: end
              bytes_up: uplink
              bytes_down: downlink
          volumes:
            unit: B
            counting: increments
          identity: [record_id]

        # No header, everything quoted, KiB; a line per session and full hour, so that a session
        # across midnight can be split exactly.
        saltair:
          operator: saltair
          place: sessions/saltair
          files: "saltair_*.csv.gz"
          clock: UTC
          day_rule: split
          delivered_on:
            pattern: 'saltair_(\\d{8})\\.csv\\.gz'
            date: yyyyMMdd
            plus_days: 1
          csv:
            header: false
            timestamp: epoch_seconds
            columns:
              subscriber: 3
              start: 4
              duration_s: 5
              bytes_up: 6
              bytes_down: 7
          volumes:
            unit: KiB
            counting: increments
          identity: [1, 2]
          session: [1]
      """;

  private DemoConfiguration() {}
}
