/**
 * The fleet's journal: the file from which a restarted process brings its hosts back with what they ran.
 *
 * <p>It must not know what a change means, only that the newest change of an instance on a host replaces the older ones.
 */
@NullMarked
package io.firebreak.fleet.journal;

import org.jspecify.annotations.NullMarked;
