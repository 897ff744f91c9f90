/**
 * Who calls, and with which epoch: the tenants and peer cells the directory pushed, kept in the database and as a snapshot in memory. Knows nothing of instances.
 */
@NullMarked
package io.firebreak.cell.access;

import org.jspecify.annotations.NullMarked;
