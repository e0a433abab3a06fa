package daybook.model;

/** A named set of SIMs that belongs to a reseller. */
public record SimGroup(GroupId id, ResellerId reseller, String name) {}
