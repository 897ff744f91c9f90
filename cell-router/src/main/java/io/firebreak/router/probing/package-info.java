/**
 * Asks every node of the table over and over whether it takes calls, so that a dead one is known before calls of clients find
 * it, and one that is back is tried again at once. It only changes the order in which nodes and cells are asked and gives open
 * breakers a chance: no probe takes anything out. Knows nothing of requests.
 */
@NullMarked
package io.firebreak.router.probing;

import org.jspecify.annotations.NullMarked;
