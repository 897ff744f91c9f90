/**
 * How much of the cell a tenant may have at once, and has. Knows amounts only, neither instances nor launches.
 */
@NullMarked
package io.firebreak.cell.quota;

import org.jspecify.annotations.NullMarked;
