package daybook.model;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** A declared unit of volume: powers of 1000 (SI) and of 1024 (IEC 80000-13), never guessed. */
public enum DataUnit {
  BYTE("B", 1),
  KILOBYTE("kB", 1_000),
  KIBIBYTE("KiB", 1_024),
  MEGABYTE("MB", 1_000_000),
  MEBIBYTE("MiB", 1_048_576),
  GIGABYTE("GB", 1_000_000_000),
  GIBIBYTE("GiB", 1_073_741_824);

  private final String symbol;
  private final long bytes;

  DataUnit(String symbol, long bytes) {
    this.symbol = symbol;
    this.bytes = bytes;
  }

  /** How many bytes one of this unit is. */
  public long bytes() {
    return bytes;
  }

  public String symbol() {
    return symbol;
  }

  /** The unit written exactly so; {@code KB} or {@code mb} are none. */
  public static Optional<DataUnit> ofSymbol(String symbol) {
    return Arrays.stream(values()).filter(unit -> unit.symbol.equals(symbol)).findFirst();
  }

  /** All symbols, for error messages: B, kB, KiB, … */
  public static String symbols() {
    return Arrays.stream(values()).map(DataUnit::symbol).collect(Collectors.joining(", "));
  }

  @Override
  public String toString() {
    return symbol;
  }
}
