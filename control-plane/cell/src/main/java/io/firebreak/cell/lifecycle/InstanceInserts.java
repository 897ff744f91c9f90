package io.firebreak.cell.lifecycle;

import io.firebreak.fleet.api.HostAction;
import io.firebreak.fleet.api.Resources;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Records new instances, all of a group in one statement, which JPA cannot make of them. */
@Component
class InstanceInserts {
    private static final String INSERT = """
            insert into instance (id, tenant, token, type, state, host, zone, image_id, placement_group, private_ip,
                launch_time, tags, action, generation, dispatch_at, updated_at, version, vcpus, memory_mib, network_mbps,
                ebs_mbps, network_interfaces, volume_slots, local_disk_gib, accelerators, dedicated, recovery)
            select id, tenant, token, type, ?, host, zone, image_id, placement_group, private_ip,
                cast(launch_time as timestamptz), cast(tags as jsonb), ?, ?,
                cast(dispatch_at as timestamptz), cast(launch_time as timestamptz), 0, vcpus, memory_mib, network_mbps,
                ebs_mbps, network_interfaces, volume_slots, local_disk_gib, accelerators, dedicated, recovery
            from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                as i (id, tenant, token, type, host, zone, image_id, placement_group, private_ip, launch_time, tags,
                    dispatch_at, vcpus, memory_mib, network_mbps, ebs_mbps, network_interfaces, volume_slots,
                    local_disk_gib, accelerators, dedicated, recovery)""";

    private final JdbcTemplate database;
    private final JsonMapper json;

    InstanceInserts(JdbcTemplate database, JsonMapper json) {
        this.database = database;
        this.json = json;
    }

    /** @param redispatchAfter when the first command is sent again, unless the host has reported the instance running */
    void insert(List<NewInstance> instances, Duration redispatchAfter) {
        database.update(INSERT, statement -> {
            statement.setString(1, InstanceState.PENDING.wire());
            statement.setString(2, HostAction.RUN.name());
            statement.setLong(3, NewInstance.FIRST_GENERATION);
            bindNames(statement, instances);
            bindTimes(statement, instances, redispatchAfter);
            bindResources(
                    statement, instances.stream().map(NewInstance::resources).toList());
            statement.setObject(
                    24, instances.stream().map(NewInstance::dedicated).toArray(Boolean[]::new));
            statement.setObject(
                    25, texts(instances, instance -> instance.recovery().name()));
        });
    }

    private void bindNames(PreparedStatement statement, List<NewInstance> instances) throws SQLException {
        statement.setObject(4, texts(instances, instance -> instance.id().value()));
        statement.setObject(5, texts(instances, instance -> instance.tenant().value()));
        statement.setObject(6, texts(instances, NewInstance::clientToken));
        statement.setObject(7, texts(instances, NewInstance::type));
        statement.setObject(8, texts(instances, instance -> instance.host().value()));
        statement.setObject(9, texts(instances, NewInstance::zone));
        statement.setObject(10, texts(instances, NewInstance::imageId));
        statement.setObject(11, texts(instances, NewInstance::placementGroup));
        statement.setObject(12, texts(instances, NewInstance::privateIp));
        statement.setObject(14, texts(instances, instance -> json.writeValueAsString(instance.tags())));
    }

    private static void bindTimes(PreparedStatement statement, List<NewInstance> instances, Duration redispatchAfter)
            throws SQLException {
        statement.setObject(
                13, texts(instances, instance -> instance.launchTime().toString()));
        statement.setObject(
                15,
                texts(
                        instances,
                        instance -> instance.launchTime().plus(redispatchAfter).toString()));
    }

    private static void bindResources(PreparedStatement statement, List<Resources> resources) throws SQLException {
        statement.setObject(16, ints(resources, Resources::vcpus));
        statement.setObject(17, longs(resources, Resources::memoryMiB));
        statement.setObject(18, longs(resources, Resources::networkMbps));
        statement.setObject(19, longs(resources, Resources::ebsMbps));
        statement.setObject(20, ints(resources, Resources::networkInterfaces));
        statement.setObject(21, ints(resources, Resources::volumeSlots));
        statement.setObject(22, longs(resources, Resources::localDiskGiB));
        statement.setObject(23, ints(resources, Resources::accelerators));
    }

    private static @Nullable String[] texts(
            List<NewInstance> instances, Function<NewInstance, @Nullable String> value) {
        return instances.stream().map(value).toArray(String[]::new);
    }

    private static int[] ints(List<Resources> resources, ToIntFunction<Resources> value) {
        return resources.stream().mapToInt(value).toArray();
    }

    private static long[] longs(List<Resources> resources, ToLongFunction<Resources> value) {
        return resources.stream().mapToLong(value).toArray();
    }
}
