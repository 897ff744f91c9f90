package io.firebreak.cell.group;

import io.firebreak.assigner.TenantId;
import io.firebreak.cell.audit.AuditTrail;
import io.firebreak.cell.lifecycle.InstanceId;
import io.firebreak.cell.placement.Grouping;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The record of placement groups and of the racks they are on. Racks are read for each launch into a group, not kept in
 * memory: a node is never behind, and never has to be told.
 */
@Component
public class GroupStore {
    /** Members whose instances hold a place. */
    private static final String RACKS = """
            select m.rack, m.partition, count(*) as instances
            from placement_group_member m join instance i on i.id = m.instance
            where m.tenant = ? and m.name = ? and i.state <> 'terminated' and m.instance <> ?
            group by m.rack, m.partition
            order by m.rack""";

    /** The id of no instance. */
    private static final String NOBODY = "";

    private static final String FORGET_GONE = """
            delete from placement_group_member m
            where m.tenant = ? and m.name = ?
              and not exists (select 1 from instance i where i.id = m.instance and i.state <> 'terminated')""";

    private static final String ADD = """
            insert into placement_group_member (tenant, name, strategy, instance, rack, partition)
            values (?, ?, ?, ?, ?, ?)""";

    private final JdbcClient database;
    private final JdbcTemplate batches;
    private final AuditTrail audit;

    GroupStore(JdbcClient database, JdbcTemplate batches, AuditTrail audit) {
        this.database = database;
        this.batches = batches;
        this.audit = audit;
    }

    /** What placement has to keep to for a launch into a group, or into none; empty if there is no such group. */
    public Optional<Grouping> grouping(TenantId tenant, Optional<String> name) {
        return name.isEmpty()
                ? Optional.of(new Grouping.None())
                : find(tenant, name.get()).map(group -> GroupRules.grouping(group, racks(tenant, name.get())));
    }

    /** The same for an instance of the group that is to go elsewhere. */
    public Optional<Grouping> groupingWithout(TenantId tenant, Optional<String> name, InstanceId instance) {
        return name.isEmpty()
                ? Optional.of(new Grouping.None())
                : find(tenant, name.get())
                        .map(group -> GroupRules.grouping(group, racks(tenant, name.get(), instance.value())));
    }

    /** {@link #claim} for instances of the group that go elsewhere; if it is refused, the transaction is to be rolled back. */
    @Transactional
    public boolean move(GroupClaim claim) {
        lock(claim.tenant(), claim.group());
        database.sql("delete from placement_group_member where instance = any (?)")
                .param(claim.members().stream()
                        .map(member -> member.instance().value())
                        .toArray(String[]::new))
                .update();
        return claim(claim);
    }

    /**
     * Adds instances to a group in the current transaction, which keeps others from doing so until it ends. False, and
     * nothing added, if the group is gone or is on other racks than the launch was placed by.
     */
    @Transactional
    public boolean claim(GroupClaim claim) {
        Optional<PlacementGroup> group = lock(claim.tenant(), claim.group());
        if (group.isEmpty()) {
            return false;
        }
        forgetGone(claim.tenant(), claim.group());
        if (!GroupRules.allow(group.get(), racks(claim.tenant(), claim.group()), claim.members())) {
            return false;
        }
        batches.batchUpdate(ADD, claim.members(), claim.members().size(), (statement, member) -> {
            statement.setString(1, claim.tenant().value());
            statement.setString(2, claim.group());
            statement.setString(3, group.get().strategy().name());
            statement.setString(4, member.instance().value());
            statement.setString(5, member.rack());
            statement.setInt(6, member.partition());
        });
        return true;
    }

    /** Records a group; what stands under its name afterwards, or empty if the tenant has as many as it may have. */
    @Transactional
    Optional<PlacementGroup> create(TenantId tenant, PlacementGroup group) {
        int created = database.sql("""
                        insert into placement_group (tenant, name, strategy, partitions, created_at)
                        select ?, ?, ?, ?, ?
                        where (select count(*) from placement_group where tenant = ?) < ?
                        on conflict (tenant, name) do nothing""")
                .param(tenant.value())
                .param(group.name())
                .param(group.strategy().name())
                .param(group.partitions())
                .param(Timestamp.from(group.createdAt()))
                .param(tenant.value())
                .param(PlacementGroup.MOST_OF_A_TENANT)
                .update();
        if (created > 0) {
            record(group.name());
        }
        return find(tenant, group.name());
    }

    Optional<PlacementGroup> find(TenantId tenant, String name) {
        return database.sql("select * from placement_group where tenant = ? and name = ?")
                .param(tenant.value())
                .param(name)
                .query((row, _) -> group(row))
                .optional();
    }

    /** By name. */
    List<PlacementGroup> all(TenantId tenant) {
        return database.sql("select * from placement_group where tenant = ? order by name")
                .param(tenant.value())
                .query((row, _) -> group(row))
                .list();
    }

    /** What a group has on each rack it is on. */
    public List<RackUse> racks(TenantId tenant, String name) {
        return racks(tenant, name, NOBODY);
    }

    private List<RackUse> racks(TenantId tenant, String name, String without) {
        return database.sql(RACKS)
                .param(tenant.value())
                .param(name)
                .param(without)
                .query((row, _) -> new RackUse(row.getString("rack"), row.getInt("partition"), row.getInt("instances")))
                .list();
    }

    /** Deletes a group that has no instances; how many it has, or empty if there is no such group. */
    @Transactional
    Optional<Integer> delete(TenantId tenant, String name) {
        if (lock(tenant, name).isEmpty()) {
            return Optional.empty();
        }
        forgetGone(tenant, name);
        int instances =
                racks(tenant, name).stream().mapToInt(RackUse::instances).sum();
        if (instances == 0) {
            database.sql("delete from placement_group where tenant = ? and name = ?")
                    .param(tenant.value())
                    .param(name)
                    .update();
            record(name);
        }
        return Optional.of(instances);
    }

    private void record(String group) {
        audit.write(audit.done(List.of(group)).stream().toList());
    }

    private void forgetGone(TenantId tenant, String name) {
        database.sql(FORGET_GONE).param(tenant.value()).param(name).update();
    }

    private Optional<PlacementGroup> lock(TenantId tenant, String name) {
        return database.sql("select * from placement_group where tenant = ? and name = ? for update")
                .param(tenant.value())
                .param(name)
                .query((row, _) -> group(row))
                .optional();
    }

    private static PlacementGroup group(ResultSet row) throws SQLException {
        return new PlacementGroup(
                row.getString("name"),
                Strategy.valueOf(row.getString("strategy")),
                row.getInt("partitions"),
                row.getTimestamp("created_at").toInstant());
    }
}
