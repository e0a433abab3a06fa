package daybook.web.explain;

import daybook.report.Page;

/** A question, and which page of its answer is wanted. */
public record Paged<Q>(Q query, Page page) {
  /** The headers on which answers depend. */
  static final String VARY = "Authorization, X-Api-Token";
}
