/**
 * The way of a launch: validate, place, commit everything in one transaction, answer, and only then drive the hosts.
 */
@NullMarked
package io.firebreak.cell.launch;

import org.jspecify.annotations.NullMarked;
