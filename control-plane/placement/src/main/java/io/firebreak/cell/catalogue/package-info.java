/**
 * The instance types a cell offers, with the public figures of the EC2 types of the same name.
 *
 * <p>Knows what a type takes of a host, and nothing of hosts, placement or launches.
 */
@NullMarked
package io.firebreak.cell.catalogue;

import org.jspecify.annotations.NullMarked;
