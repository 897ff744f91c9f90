/** The start of the cell router. The way of a request: {@code edge}, then {@code forwarding} or {@code gather}. */
@NullMarked
package io.firebreak.router;

import org.jspecify.annotations.NullMarked;
