package io.firebreak.chaos.promise;

import io.firebreak.assigner.CellId;
import io.firebreak.chaos.measure.InstanceId;
import java.util.List;

/** What came back from one attempt to launch. */
sealed interface LaunchAnswer {
    /** A 201. */
    record Acknowledged(List<InstanceId> instances, boolean settled) implements LaunchAnswer {
        public Acknowledged {
            instances = List.copyOf(instances);
        }
    }

    /** Any other answer. */
    record Refused(int status, String code) implements LaunchAnswer {}

    /** No connection, one that broke, or no answer in time. */
    record Unanswered() implements LaunchAnswer {}

    default boolean isSettled() {
        return this instanceof Acknowledged acknowledged && acknowledged.settled();
    }

    /** Whether it names a set of instances in this cell. */
    default boolean namesSetIn(CellId cell) {
        return this instanceof Acknowledged(List<InstanceId> instances, boolean _)
                && instances.stream().anyMatch(instance -> instance.cell().equals(cell));
    }
}
