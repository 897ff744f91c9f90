/**
 * The router's spans: one for a request, and in it one for each call of a node. It knows nothing of how either is framed or
 * decided, and a request whose trace is not recorded has none of it.
 */
@NullMarked
package io.firebreak.router.tracing;

import org.jspecify.annotations.NullMarked;
