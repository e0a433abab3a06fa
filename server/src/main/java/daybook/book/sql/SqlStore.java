package daybook.book.sql;

import daybook.book.Store;

/** A store that is made of these statements, and so can be copied into another one. */
public interface SqlStore extends Store, Engine {}
