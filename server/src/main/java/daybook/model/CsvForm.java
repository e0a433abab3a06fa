package daybook.model;

import java.nio.charset.Charset;

/**
 * How a CSV file is cut into lines and fields.
 *
 * @param header whether the first line names the columns
 */
public record CsvForm(boolean header, char delimiter, char quote, Charset charset) {}
