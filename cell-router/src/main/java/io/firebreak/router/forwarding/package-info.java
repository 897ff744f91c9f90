/**
 * Takes one request to one cell, and on to the next where that is allowed. Knows nothing of clients: what comes in was
 * authenticated by shape and classified by the edge.
 */
@NullMarked
package io.firebreak.router.forwarding;

import org.jspecify.annotations.NullMarked;
