/**
 * Placement groups: a tenant's names for instances that are to stand near each other, or far apart, and the record of the
 * racks they are on. The record has the last word; placement itself is done elsewhere.
 */
@NullMarked
package io.firebreak.cell.group;

import org.jspecify.annotations.NullMarked;
