/**
 * The fleet's side of the wire: HTTP endpoints of the records in {@code io.firebreak.fleet.api}, the check of the internal
 * secret, and the problems it answers with.
 *
 * <p>It decides nothing about hosts: it reads a batch, has the fleet carry it out, and writes the answer.
 */
@NullMarked
package io.firebreak.fleet.wire;

import org.jspecify.annotations.NullMarked;
