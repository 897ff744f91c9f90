/**
 * Which hosts a fleet has: the host models with the published figures of each family, and the draw that builds a fleet of
 * them from a count and a seed.
 *
 * <p>Plain Java and pure: equal settings give equal hosts, in every process and after every restart. It must not know
 * what runs on the hosts.
 */
@NullMarked
package io.firebreak.fleet.inventory;

import org.jspecify.annotations.NullMarked;
