package daybook.demo;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;

/** One operator's way to write sessions down. Its feed has the operator's name. */
interface OperatorFormat {
  String operator();

  /** The zone whose calendar days the files follow. */
  ZoneId calendar();

  String fileName(LocalDate day);

  CsvWriter open(Path file) throws IOException;

  /** Empty: the files have no header. */
  List<String> header();

  /**
   * @param number the session's own, growing
   */
  List<CdrLine> lines(Session session, int number);

  /** Ways to spoil a good line so that nobody can believe it. */
  List<Blemish> blemishes();

  /** A column with a volume, from 0. */
  int volumeColumn();

  /**
   * @param column from 0
   */
  record Blemish(int column, String text) {
    CdrLine on(CdrLine line) {
      return line.with(column, text);
    }
  }
}
