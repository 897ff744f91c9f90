package io.firebreak.router.edge;

import java.time.Duration;

/**
 * What one connection of a client may take, from Boot's {@code server.*} settings.
 *
 * @param longestLine bytes of method, path and query; more is answered 414
 * @param longestHead bytes of all headers of a request together; more is answered 431
 * @param idle a connection without a request is closed after this
 * @param mostRequests on one connection, after which it is closed; below zero for no bound
 */
public record HttpLimits(int longestLine, int longestHead, Duration idle, int mostRequests) {}
