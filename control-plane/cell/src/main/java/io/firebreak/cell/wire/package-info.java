/**
 * Calls to other processes: JSON over HTTP/1.1 with a deadline that covers the whole answer. Knows no feature.
 */
@NullMarked
package io.firebreak.cell.wire;

import org.jspecify.annotations.NullMarked;
