package io.firebreak.cell.capacity;

import io.firebreak.cell.placement.HostCapacity;
import io.firebreak.cell.placement.HostId;
import io.firebreak.fleet.api.Host;
import io.firebreak.fleet.api.Resources;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The record of the cell's hosts. Reservations are changed by arithmetic in the database under a condition, never
 * written from memory, so any number of nodes may do it at once.
 */
@Component
public class HostStore {
    private static final String RESERVE = """
            update host set version = version + 1,
                used_vcpus = used_vcpus + :vcpus,
                used_memory_mib = used_memory_mib + :memory,
                used_network_mbps = used_network_mbps + :network,
                used_ebs_mbps = used_ebs_mbps + :ebs,
                used_network_interfaces = used_network_interfaces + :interfaces,
                used_volume_slots = used_volume_slots + :volumes,
                used_local_disk_gib = used_local_disk_gib + :disk
            where id = :id and answering
              and used_vcpus + :vcpus <= vcpus
              and used_memory_mib + :memory <= memory_mib
              and used_network_mbps + :network <= network_mbps
              and used_ebs_mbps + :ebs <= ebs_mbps
              and used_network_interfaces + :interfaces <= network_interfaces
              and used_volume_slots + :volumes <= volume_slots
              and used_local_disk_gib + :disk <= local_disk_gib
            returning *""";

    private static final String RELEASE = """
            update host set version = version + 1,
                used_vcpus = used_vcpus - :vcpus,
                used_memory_mib = used_memory_mib - :memory,
                used_network_mbps = used_network_mbps - :network,
                used_ebs_mbps = used_ebs_mbps - :ebs,
                used_network_interfaces = used_network_interfaces - :interfaces,
                used_volume_slots = used_volume_slots - :volumes,
                used_local_disk_gib = used_local_disk_gib - :disk
            where id = :id""";

    private static final String REGISTER = """
            insert into host (id, zone, rack, generation, families, vcpus, memory_mib, network_mbps, ebs_mbps,
                network_interfaces, volume_slots, local_disk_gib)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            on conflict (id) do nothing""";

    private final JdbcClient database;
    private final JdbcTemplate batches;

    HostStore(JdbcClient database, JdbcTemplate batches) {
        this.database = database;
        this.batches = batches;
    }

    /** Adds hosts the record does not have yet; known ones stay as they are, for what runs on them was counted by it. */
    @Transactional
    public void register(List<Host> hosts) {
        batches.batchUpdate(REGISTER, hosts, Math.max(1, hosts.size()), (statement, host) -> {
            Resources capacity = host.capacity();
            statement.setString(1, host.id());
            statement.setString(2, host.zone());
            statement.setString(3, host.rack());
            statement.setString(4, host.generation());
            statement.setObject(5, host.families().stream().sorted().toArray(String[]::new));
            statement.setInt(6, capacity.vcpus());
            statement.setLong(7, capacity.memoryMiB());
            statement.setLong(8, capacity.networkMbps());
            statement.setLong(9, capacity.ebsMbps());
            statement.setInt(10, capacity.networkInterfaces());
            statement.setInt(11, capacity.volumeSlots());
            statement.setLong(12, capacity.localDiskGiB());
        });
    }

    public List<HostCapacity> all() {
        return database.sql("select * from host")
                .query((row, _) -> capacity(row))
                .list();
    }

    public List<HostCapacity> read(Collection<HostId> hosts) {
        return database.sql("select * from host where id = any(:ids)")
                .param("ids", hosts.stream().map(HostId::value).toArray(String[]::new))
                .query((row, _) -> capacity(row))
                .list();
    }

    /** Takes room on a host in the current transaction. Empty, and nothing taken, if it does not have that much free. */
    public Optional<HostCapacity> reserve(HostId host, Resources amount) {
        return amounts(RESERVE, host, amount).query((row, _) -> capacity(row)).optional();
    }

    /** Gives room back in the current transaction, host by host in the order every transaction takes them. */
    public void release(SortedMap<HostId, Resources> amounts) {
        amounts.forEach((host, amount) -> amounts(RELEASE, host, amount).update());
    }

    /** Records which hosts do not answer, and returns those that answer again. */
    @Transactional
    public List<HostId> recordSilent(Set<HostId> silent, Instant now) {
        String[] ids = silent.stream().map(HostId::value).toArray(String[]::new);
        setAnswering(false, now, "answering and id = any(:ids)", ids);
        return setAnswering(true, null, "not answering and not id = any(:ids)", ids);
    }

    private List<HostId> setAnswering(
            boolean answering, @Nullable Instant silentSince, String condition, String[] ids) {
        return database.sql(
                        "update host set answering = :answering, silent_since = :since, fenced = false, version = version + 1 where "
                                + condition + " returning id")
                .param("answering", answering)
                .param(
                        "since",
                        silentSince == null ? null : silentSince.atOffset(ZoneOffset.UTC),
                        Types.TIMESTAMP_WITH_TIMEZONE)
                .param("ids", ids)
                .query((row, _) -> new HostId(row.getString("id")))
                .list();
    }

    private JdbcClient.StatementSpec amounts(String sql, HostId host, Resources amount) {
        return database.sql(sql)
                .param("id", host.value())
                .param("vcpus", amount.vcpus())
                .param("memory", amount.memoryMiB())
                .param("network", amount.networkMbps())
                .param("ebs", amount.ebsMbps())
                .param("interfaces", amount.networkInterfaces())
                .param("volumes", amount.volumeSlots())
                .param("disk", amount.localDiskGiB());
    }

    private static HostCapacity capacity(ResultSet row) throws SQLException {
        return new HostCapacity(
                new HostId(row.getString("id")),
                row.getLong("version"),
                row.getString("zone"),
                row.getString("rack"),
                Set.copyOf(Arrays.asList((String[]) row.getArray("families").getArray())),
                row.getBoolean("answering"),
                resources(row, ""),
                resources(row, "used_"));
    }

    private static Resources resources(ResultSet row, String prefix) throws SQLException {
        return new Resources(
                row.getInt(prefix + "vcpus"),
                row.getLong(prefix + "memory_mib"),
                row.getLong(prefix + "network_mbps"),
                row.getLong(prefix + "ebs_mbps"),
                row.getInt(prefix + "network_interfaces"),
                row.getInt(prefix + "volume_slots"),
                row.getLong(prefix + "local_disk_gib"));
    }
}
