/**
 * The room on the cell's hosts: the record in the database, whose conditional updates have the last word, and the placement engine's view of it in memory. Knows nothing of tenants or tokens.
 */
@NullMarked
package io.firebreak.cell.capacity;

import org.jspecify.annotations.NullMarked;
