/**
 * The threads and sockets of the router: event loops over the best transport the machine has, and deadlines kept by a loop
 * itself, and TLS over those sockets. Reads and writes no HTTP.
 */
@NullMarked
package io.firebreak.router.transport;

import org.jspecify.annotations.NullMarked;
