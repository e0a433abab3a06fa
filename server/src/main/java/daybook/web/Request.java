package daybook.web;

/**
 * What a client asks.
 *
 * @param method in capitals, as GET
 * @param path as sent, percent-encoding included, without the query
 */
public record Request(String method, String path, Query query, Headers headers, Body body) {}
