package daybook.demo;

import java.time.LocalDate;

/**
 * Something that makes sessions.
 *
 * @param key how the operator names its SIM
 * @param firstDay its traffic starts then at the earliest
 * @param registered whether the inventory knows the SIM
 */
record Device(
    String operator, String key, DeviceKind kind, LocalDate firstDay, boolean registered) {}
