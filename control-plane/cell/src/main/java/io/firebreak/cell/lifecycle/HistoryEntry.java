package io.firebreak.cell.lifecycle;

import java.time.Instant;

/**
 * One change of an instance.
 *
 * @param number counts the changes of the instance, from 1
 */
record HistoryEntry(
        InstanceId instance,
        int number,
        Instant at,
        InstanceState from,
        InstanceState to,
        InstanceEvent event,
        String why) {}
