/**
 * Moves of tenants from shard to shard: which are allowed, how far each is, and what brings it on. A move is a row and a
 * phase; each step is one transaction that reads what cells have confirmed, so it may be repeated or end at any instant.
 */
@NullMarked
package io.firebreak.directory.move;

import org.jspecify.annotations.NullMarked;
