/** The application of one cell's node. Everything else stands one level down, by feature. */
@NullMarked
package io.firebreak.cell;

import org.jspecify.annotations.NullMarked;
