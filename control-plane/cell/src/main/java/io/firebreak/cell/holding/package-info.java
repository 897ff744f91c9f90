/**
 * What this cell still holds of a tenant, for the directory, which closes a move when a former cell holds nothing. Reads only.
 */
@NullMarked
package io.firebreak.cell.holding;

import org.jspecify.annotations.NullMarked;
