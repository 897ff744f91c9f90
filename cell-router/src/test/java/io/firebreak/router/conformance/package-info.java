/**
 * What RFC 9110 and RFC 9112 ask of a proxy, tried on the whole application with raw sockets on both sides: clients that
 * write any bytes, and a cell that reads with no tolerance at all.
 */
@NullMarked
package io.firebreak.router.conformance;

import org.jspecify.annotations.NullMarked;
