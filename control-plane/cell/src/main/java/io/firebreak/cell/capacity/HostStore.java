package io.firebreak.cell.capacity;

import io.firebreak.assigner.TenantId;
import io.firebreak.cell.placement.HostCapacity;
import io.firebreak.cell.placement.HostId;
import io.firebreak.cell.placement.PlacementRequest;
import io.firebreak.cell.placement.Tenancy;
import io.firebreak.fleet.api.Host;
import io.firebreak.fleet.api.Resources;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
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
    /** Locks the rows in the order of their ids first: two launches that take room on the same hosts never wait in a ring. */
    private static final String RESERVE = """
            with wanted as materialized (
                select * from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                    as w (id, vcpus, memory, network, ebs, interfaces, volumes, disk, accelerators, owner, whole)
            ), locked as materialized (
                select id from host where id = any (?) order by id for no key update
            )
            update host set version = version + 1,
                used_vcpus = used_vcpus + w.vcpus,
                used_memory_mib = used_memory_mib + w.memory,
                used_network_mbps = used_network_mbps + w.network,
                used_ebs_mbps = used_ebs_mbps + w.ebs,
                used_network_interfaces = used_network_interfaces + w.interfaces,
                used_volume_slots = used_volume_slots + w.volumes,
                used_local_disk_gib = used_local_disk_gib + w.disk,
                used_accelerators = used_accelerators + w.accelerators,
                owner = coalesce(w.owner, host.owner)
            from locked join wanted w on w.id = locked.id
            where host.id = locked.id and answering
              and case when w.owner is null then host.owner is null
                  else (host.owner is null and used_vcpus = 0) or (host.owner = w.owner and not w.whole) end
              and used_vcpus + w.vcpus <= host.vcpus
              and used_memory_mib + w.memory <= memory_mib
              and used_network_mbps + w.network <= network_mbps
              and used_ebs_mbps + w.ebs <= ebs_mbps
              and used_network_interfaces + w.interfaces <= network_interfaces
              and used_volume_slots + w.volumes <= volume_slots
              and used_local_disk_gib + w.disk <= local_disk_gib
              and used_accelerators + w.accelerators <= host.accelerators
            returning host.*""";

    private static final String WITH_ROOM = """
            select * from host
            where answering and families @> array[cast(:family as text)] and zone = coalesce(cast(:zone as text), zone)
              and used_vcpus + :vcpus <= vcpus
              and used_memory_mib + :memory <= memory_mib
              and used_network_mbps + :network <= network_mbps
              and used_ebs_mbps + :ebs <= ebs_mbps
              and used_network_interfaces + :interfaces <= network_interfaces
              and used_volume_slots + :volumes <= volume_slots
              and used_local_disk_gib + :disk <= local_disk_gib
              and used_accelerators + :accelerators <= accelerators""";

    private static final String RELEASE = """
            update host set version = version + 1,
                used_vcpus = used_vcpus - :vcpus,
                used_memory_mib = used_memory_mib - :memory,
                used_network_mbps = used_network_mbps - :network,
                used_ebs_mbps = used_ebs_mbps - :ebs,
                used_network_interfaces = used_network_interfaces - :interfaces,
                used_volume_slots = used_volume_slots - :volumes,
                used_local_disk_gib = used_local_disk_gib - :disk,
                used_accelerators = used_accelerators - :accelerators,
                owner = case when used_vcpus > :vcpus then owner end
            where id = :id""";

    private static final String REGISTER = """
            insert into host (id, zone, rack, generation, families, vcpus, memory_mib, network_mbps, ebs_mbps,
                network_interfaces, volume_slots, local_disk_gib, accelerators)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
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
            statement.setInt(13, capacity.accelerators());
        });
    }

    public List<HostCapacity> read(Collection<HostId> hosts) {
        return database.sql("select * from host where id = any(:ids)")
                .param("ids", hosts.stream().map(HostId::value).toArray(String[]::new))
                .query((row, _) -> capacity(row))
                .list();
    }

    /** All hosts that take an instance of the request, its group left aside, as they are at one moment. */
    public List<HostCapacity> withRoomFor(PlacementRequest request) {
        return amounts(WITH_ROOM, request.perInstance())
                .param("family", request.family())
                .param("zone", request.zone().orElse(null), Types.VARCHAR)
                .query((row, _) -> capacity(row))
                .list()
                .stream()
                .filter(host -> request.tenancy().allows(host.owner(), host.used()))
                .toList();
    }

    /**
     * Takes room on hosts in the current transaction.
     *
     * @return the hosts that had that much free for that tenancy, as they are now; on the others nothing is taken
     */
    public List<HostCapacity> reserve(SortedMap<HostId, HostClaim> claims) {
        String[] ids = claims.keySet().stream().map(HostId::value).toArray(String[]::new);
        List<Resources> wanted = claims.values().stream().map(HostClaim::amount).toList();
        List<Tenancy> tenancies =
                claims.values().stream().map(HostClaim::tenancy).toList();
        return batches.query(
                RESERVE,
                statement -> {
                    statement.setObject(1, ids);
                    statement.setObject(
                            2, wanted.stream().mapToInt(Resources::vcpus).toArray());
                    statement.setObject(
                            3, wanted.stream().mapToLong(Resources::memoryMiB).toArray());
                    statement.setObject(
                            4, wanted.stream().mapToLong(Resources::networkMbps).toArray());
                    statement.setObject(
                            5, wanted.stream().mapToLong(Resources::ebsMbps).toArray());
                    statement.setObject(
                            6,
                            wanted.stream()
                                    .mapToInt(Resources::networkInterfaces)
                                    .toArray());
                    statement.setObject(
                            7, wanted.stream().mapToInt(Resources::volumeSlots).toArray());
                    statement.setObject(
                            8,
                            wanted.stream().mapToLong(Resources::localDiskGiB).toArray());
                    statement.setObject(
                            9, wanted.stream().mapToInt(Resources::accelerators).toArray());
                    statement.setObject(
                            10,
                            tenancies.stream()
                                    .map(tenancy ->
                                            tenancy.owner().map(TenantId::value).orElse(null))
                                    .toArray(String[]::new));
                    statement.setObject(
                            11,
                            tenancies.stream()
                                    .map(tenancy -> tenancy instanceof Tenancy.WholeHost)
                                    .toArray(Boolean[]::new));
                    statement.setObject(12, ids);
                },
                (row, _) -> capacity(row));
    }

    /** Gives room back in the current transaction, host by host in the order every transaction takes them. */
    public void release(SortedMap<HostId, Resources> amounts) {
        amounts.forEach((host, amount) ->
                amounts(RELEASE, amount).param("id", host.value()).update());
    }

    /** Records which hosts do not answer, since now by the database's clock, and returns those that answer again. */
    @Transactional
    public List<HostId> recordSilent(Set<HostId> silent) {
        String[] ids = silent.stream().map(HostId::value).toArray(String[]::new);
        setAnswering(false, "answering and id = any(:ids)", ids);
        return setAnswering(true, "not answering and not id = any(:ids)", ids);
    }

    private List<HostId> setAnswering(boolean answering, String condition, String[] ids) {
        return database.sql("update host set answering = :answering,"
                        + " silent_since = case when :answering then null else now() end, fenced = false,"
                        + " version = version + 1 where id in (select id from host where "
                        + condition + " order by id for no key update) returning id")
                .param("answering", answering)
                .param("ids", ids)
                .query((row, _) -> new HostId(row.getString("id")))
                .list();
    }

    private JdbcClient.StatementSpec amounts(String sql, Resources amount) {
        return database.sql(sql)
                .param("vcpus", amount.vcpus())
                .param("memory", amount.memoryMiB())
                .param("network", amount.networkMbps())
                .param("ebs", amount.ebsMbps())
                .param("interfaces", amount.networkInterfaces())
                .param("volumes", amount.volumeSlots())
                .param("disk", amount.localDiskGiB())
                .param("accelerators", amount.accelerators());
    }

    static HostCapacity capacity(ResultSet row) throws SQLException {
        return new HostCapacity(
                new HostId(row.getString("id")),
                row.getLong("version"),
                row.getString("zone"),
                row.getString("rack"),
                Set.copyOf(Arrays.asList((String[]) row.getArray("families").getArray())),
                row.getBoolean("answering"),
                resources(row, ""),
                resources(row, "used_"),
                owner(row));
    }

    private static @Nullable TenantId owner(ResultSet row) throws SQLException {
        String owner = row.getString("owner");
        return owner == null ? null : new TenantId(owner);
    }

    private static Resources resources(ResultSet row, String prefix) throws SQLException {
        return new Resources(
                row.getInt(prefix + "vcpus"),
                row.getLong(prefix + "memory_mib"),
                row.getLong(prefix + "network_mbps"),
                row.getLong(prefix + "ebs_mbps"),
                row.getInt(prefix + "network_interfaces"),
                row.getInt(prefix + "volume_slots"),
                row.getLong(prefix + "local_disk_gib"),
                row.getInt(prefix + "accelerators"));
    }
}
