package daybook.model;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * One line of an operator's summary. Numbers have the decimals they were written with.
 *
 * @param line in the file, from 1, the header counted
 * @param from its day, or the first of its billing period; absent: the file's range
 * @param key empty: all of the operator's usage
 * @param volume in the summary's unit, up and down together; absent: not stated
 * @param up absent: not stated apart
 * @param down absent: not stated apart
 * @param amount may be negative; absent: not stated
 * @param currency absent exactly where the amount is
 */
public record SummaryLine(
    long line,
    @Nullable LocalDate from,
    String key,
    @Nullable BigDecimal volume,
    @Nullable BigDecimal up,
    @Nullable BigDecimal down,
    @Nullable Long records,
    @Nullable BigDecimal amount,
    @Nullable Currency currency) {}
