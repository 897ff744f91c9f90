package io.firebreak.cell.lifecycle;

import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;

/** Instances in the cell's database. What locks several locks them in the order of their ids. */
interface InstanceRepository extends JpaRepository<InstanceRow, String> {
    Optional<InstanceRow> findByIdAndTenant(String id, String tenant);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select i from InstanceRow i where i.id = :id and i.tenant = :tenant")
    Optional<InstanceRow> lock(String id, String tenant);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select i from InstanceRow i where i.id in :ids order by i.id")
    List<InstanceRow> lockAll(Collection<String> ids);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select i from InstanceRow i where i.tenant = :tenant and i.token = :token order by i.id")
    List<InstanceRow> lockSet(String tenant, String token);

    @Query("select i.id from InstanceRow i where i.host in :hosts and i.state = :state order by i.id")
    List<String> findIdsOnHosts(Collection<String> hosts, InstanceState state);

    /** The ids of those a complete report of the hosts has to name: they have a place, and have had it for a while. */
    @Query("select i.id from InstanceRow i where i.state in :states and i.updatedAt < :before")
    List<String> findIdsIn(Collection<InstanceState> states, Instant before);

    /** Rows another node is just working on are left to it. */
    @Query(nativeQuery = true, value = """
                    select * from instance where dispatch_at <= :now
                    order by dispatch_at limit :limit for update skip locked""")
    List<InstanceRow> lockDue(Instant now, int limit);

    /** Likewise those that were put off beyond what anyone puts off, by a node whose clock was ahead, the farthest first. */
    @Query(nativeQuery = true, value = """
                    select * from instance where dispatch_at > :farthest
                    order by dispatch_at desc limit :limit for update skip locked""")
    List<InstanceRow> lockPutOffBeyond(Instant farthest, int limit);

    /** What is still to end on hosts whose power is off. */
    @Query(nativeQuery = true, value = """
                    select i.id from host h join instance i on i.host = h.id
                    where h.fenced and i.state not in ('terminated', 'stopped') and not i.awaits_host
                    order by i.id limit :limit""")
    List<String> findIdsOnFencedHosts(int limit);

    /** Impaired for a while, though the host answers: it does not know them. */
    @Query(nativeQuery = true, value = """
                    select i.id from instance i join host h on h.id = i.host
                    where i.state = 'impaired' and i.updated_at < :before and h.answering and not i.awaits_host
                    order by i.updated_at limit :limit""")
    List<String> findIdsLostBefore(Instant before, int limit);

    @Query(nativeQuery = true, value = """
                    select * from instance where awaits_host and id > :after order by id limit :limit""")
    List<InstanceRow> findAwaitingHost(String after, int limit);

    @Modifying
    @Query(nativeQuery = true, value = """
                    with old as materialized (
                        select id from instance where state = 'terminated' and updated_at < :before
                        order by updated_at limit :limit for update skip locked),
                    past as (delete from instance_history where instance in (select id from old))
                    delete from instance where id in (select id from old)""")
    int deleteTerminated(Instant before, int limit);
}
