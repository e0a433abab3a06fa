package daybook.model;

/** A SIM's membership in a group; it counts for all days. */
public record GroupMember(GroupId group, SimId sim) {}
