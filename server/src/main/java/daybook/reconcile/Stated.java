package daybook.reconcile;

import daybook.model.Currency;
import daybook.model.SummaryLine;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** What the operator's lines say of one cell, added up. Numbers have the decimals written. */
public final class Stated {
  static final Stated NOTHING = new Stated();

  private long lines;
  private long firstLine;
  private BigDecimal volume = BigDecimal.ZERO;
  private BigDecimal up = BigDecimal.ZERO;
  private BigDecimal down = BigDecimal.ZERO;
  private long records;
  private final SortedMap<Currency, BigDecimal> amounts = new TreeMap<>();

  Stated() {}

  void add(SummaryLine line) {
    if (lines == 0) {
      firstLine = line.line();
    }
    lines++;
    volume = line.volume() == null ? volume : volume.add(line.volume());
    up = line.up() == null ? up : up.add(line.up());
    down = line.down() == null ? down : down.add(line.down());
    records = line.records() == null ? records : Math.addExact(records, line.records());
    if (line.amount() != null && line.currency() != null) {
      amounts.merge(line.currency(), line.amount(), BigDecimal::add);
    }
  }

  /** How many lines they are; 0: the operator says nothing of the cell. */
  public long lines() {
    return lines;
  }

  public long firstLine() {
    return firstLine;
  }

  /** In the summary's unit. */
  public BigDecimal volume() {
    return volume;
  }

  /** In the summary's unit. */
  public BigDecimal up() {
    return up;
  }

  /** In the summary's unit. */
  public BigDecimal down() {
    return down;
  }

  public long records() {
    return records;
  }

  public SortedMap<Currency, BigDecimal> amounts() {
    return Collections.unmodifiableSortedMap(amounts);
  }
}
