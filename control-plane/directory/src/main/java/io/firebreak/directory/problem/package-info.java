/**
 * The closed set of error codes and their one mapping to problem details (RFC 9457).
 */
@NullMarked
package io.firebreak.directory.problem;

import org.jspecify.annotations.NullMarked;
