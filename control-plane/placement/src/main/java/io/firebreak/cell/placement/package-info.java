/**
 * Where the instances of a launch go: placement over the hosts of one cell, in every resource at once.
 *
 * <p>Pure: it holds figures in memory and knows no database, no framework, no clock and no instance type. What it
 * reserves is tentative; the database has the last word on every host, and tells it back through {@link
 * io.firebreak.cell.placement.PlacementEngine#refresh}.
 */
@NullMarked
package io.firebreak.cell.placement;

import org.jspecify.annotations.NullMarked;
