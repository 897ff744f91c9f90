package io.firebreak.fleet.journal;

import java.util.List;

/**
 * What a journal held when it was opened.
 *
 * @param clockMillis the newest time of the fleet's clock it knows; 0 in a new journal
 * @param changes the newest of each instance on each host, in the order they were made
 * @param droppedBytes length of the torn tail that was cut off; nothing in it had been answered to anyone
 */
public record Recovered(long clockMillis, List<Change> changes, long droppedBytes) {
    public Recovered {
        changes = List.copyOf(changes);
    }
}
