/**
 * Brings credentials and the peers' addresses to the cells, again and again, until each has what the record says. Knows
 * nothing of routers and of the admin API.
 */
@NullMarked
package io.firebreak.directory.push;

import org.jspecify.annotations.NullMarked;
