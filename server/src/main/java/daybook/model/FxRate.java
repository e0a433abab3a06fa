package daybook.model;

import java.math.BigDecimal;
import java.time.LocalDate;

/** Units of {@code to} for one {@code from}, in force from this day until a later rate. */
public record FxRate(LocalDate day, Currency from, Currency to, BigDecimal rate) {}
