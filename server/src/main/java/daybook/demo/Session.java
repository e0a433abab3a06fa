package daybook.demo;

import java.time.Instant;

/** A data session as it happened, before an operator writes it down; times are whole seconds. */
record Session(Device device, Instant start, Instant end, long bytesUp, long bytesDown) {}
