package io.firebreak.cell.capacity;

import io.firebreak.cell.catalogue.InstanceTypes;
import io.firebreak.cell.placement.HostCapacity;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.stereotype.Component;

/** Shows the room by instance type, as of the last reading of all hosts: as many series as the catalogue has types. */
@Component
class CapacityMeters {
    private final InstanceTypes types;
    private final MeterRegistry meters;
    private final Map<String, AtomicLong> room = new ConcurrentHashMap<>();

    CapacityMeters(InstanceTypes types, MeterRegistry meters) {
        this.types = types;
        this.meters = meters;
    }

    /** All hosts of the cell were read. */
    void read(Collection<HostCapacity> hosts) {
        FreeRoom.of(hosts, types.all())
                .forEach((type, instances) ->
                        room.computeIfAbsent(type, this::register).set(instances));
    }

    private AtomicLong register(String type) {
        AtomicLong instances = new AtomicLong();
        Gauge.builder("firebreak.capacity.room", instances, AtomicLong::get)
                .description("Instances of a type that would fit if no other came, at the last reading of all hosts")
                .tag("type", type)
                .register(meters);
        return instances;
    }
}
