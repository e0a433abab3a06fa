package daybook.web.vertx;

import java.time.Duration;

/**
 * Where the server listens and how long it is patient.
 *
 * @param host a name or an address of this machine
 * @param port 0: one that is free
 * @param mostBodyBytes the longest request body, inclusive
 * @param mostCalls how many requests may be under way at once, beside those that are answered at
 *     once
 * @param idle how long a client may take until a request's head is complete, from the connection or
 *     the last answer on
 * @param read how long a request's body may take from its head on
 * @param write how long a client may take to accept the next piece of an answer
 * @param stop how long a stop waits for the calls under way
 */
public record HttpSettings(
    String host,
    int port,
    int mostBodyBytes,
    int mostCalls,
    Duration idle,
    Duration read,
    Duration write,
    Duration stop) {}
