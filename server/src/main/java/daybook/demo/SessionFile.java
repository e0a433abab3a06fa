package daybook.demo;

import java.nio.file.Path;
import java.time.LocalDate;

/**
 * One file as an operator delivers it.
 *
 * @param day on the operator's calendar; the file is delivered the day after
 */
public record SessionFile(Path path, LocalDate day, Planted planted) {}
