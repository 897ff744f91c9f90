/** Cells for tests: each on a real socket, each with one habit, named by it. */
@NullMarked
package io.firebreak.router.cells;

import org.jspecify.annotations.NullMarked;
