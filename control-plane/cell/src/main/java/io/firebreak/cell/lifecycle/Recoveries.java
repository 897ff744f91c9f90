package io.firebreak.cell.lifecycle;

import io.firebreak.cell.capacity.HostClaim;
import io.firebreak.cell.capacity.HostPower;
import io.firebreak.cell.capacity.HostStore;
import io.firebreak.cell.placement.HostCapacity;
import io.firebreak.cell.placement.HostId;
import io.firebreak.cell.placement.Tenancy;
import io.firebreak.fleet.api.HostAction;
import io.firebreak.fleet.api.HostCommand;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.interceptor.TransactionAspectSupport;

/**
 * What becomes of instances whose host is lost. Each has to be confirmed not to run there any more before it ends in the
 * record or gets another host; every step looks at the record alone, so it may be repeated and left half done.
 */
@Component
public class Recoveries {
    private final InstanceRepository instances;
    private final InstanceChanges changes;
    private final HostPower power;
    private final HostStore hosts;

    Recoveries(InstanceRepository instances, InstanceChanges changes, HostPower power, HostStore hosts) {
        this.instances = instances;
        this.changes = changes;
        this.power = power;
        this.hosts = hosts;
    }

    /**
     * A new place, committed.
     *
     * @param hosts the new host as the transaction left it
     * @param command boots the instance there
     */
    public record Moved(List<HostCapacity> hosts, HostCommand command) {}

    /** Ends what was on hosts whose power is off; returns whether there may be more. */
    @Transactional
    public boolean endOnFencedHosts(int most) {
        List<String> found = instances.findIdsOnFencedHosts(most);
        if (found.isEmpty()) {
            return false;
        }
        List<InstanceRow> rows = instances.lockAll(found);
        Set<HostId> off =
                power.holdFenced(rows.stream().map(InstanceRow::host).collect(Collectors.toUnmodifiableSet()));
        InstanceChanges.Batch batch = changes.begin();
        rows.stream()
                .filter(row -> off.contains(row.host()))
                .forEach(row ->
                        end(row, StateReason.HOST_FENCED.text("its host fell silent and was powered off"), batch));
        batch.write();
        return found.size() == most;
    }

    /** Who asked for an end keeps being the reason when it has come. */
    private static void end(InstanceRow row, String why, InstanceChanges.Batch batch) {
        boolean wanted = row.state() == InstanceState.STOPPING || row.state() == InstanceState.SHUTTING_DOWN;
        batch.happen(row, row.end(), wanted ? row.stateReason() : why);
    }

    /** Commands that make hosts, which answer but have lost an instance, bury it for good. */
    @Transactional(readOnly = true)
    public List<HostCommand> burials(Instant impairedBefore, int most) {
        return instances.findAllById(instances.findIdsLostBefore(impairedBefore, most)).stream()
                .map(row -> new HostCommand(
                        row.host().value(), row.id().value(), row.generation() + 1, HostAction.TERMINATE, null, null))
                .toList();
    }

    /** Hosts have carried burials out: what they lost will not run there. What changed since they were made is left. */
    @Transactional
    public void buried(Collection<HostCommand> burials) {
        if (burials.isEmpty()) {
            return;
        }
        Map<String, HostCommand> byInstance =
                burials.stream().collect(Collectors.toMap(HostCommand::instance, Function.identity()));
        InstanceChanges.Batch batch = changes.begin();
        for (InstanceRow row : instances.lockAll(byInstance.keySet())) {
            HostCommand burial = byInstance.get(row.id().value());
            if (burial != null
                    && row.state() == InstanceState.IMPAIRED
                    && !row.awaitsHost()
                    && row.host().value().equals(burial.host())
                    && row.generation() + 1 == burial.generation()) {
                row.buried(burial.generation());
                end(row, InstanceEvent.HOST_LOST.why(), batch);
            }
        }
        batch.write();
    }

    /** Instances that need another host, in the order of their ids. */
    @Transactional(readOnly = true)
    public List<HomelessInstance> homeless(String afterId, int most) {
        return instances.findAwaitingHost(afterId, most).stream()
                .map(row -> new HomelessInstance(
                        row.id(),
                        row.tenant(),
                        row.type(),
                        row.zone(),
                        Optional.ofNullable(row.placementGroup()),
                        row.resources(),
                        row.isDedicated()))
                .toList();
    }

    /** Moves an instance: the old host's room is free and the new one's taken at once. Empty if either cannot be. */
    @Transactional
    public Optional<Moved> move(InstanceId id, HostId newHost, String zone, Tenancy tenancy) {
        Optional<InstanceRow> found = instances.lockAll(List.of(id.value())).stream()
                .filter(InstanceRow::awaitsHost)
                .findFirst();
        if (found.isEmpty()) {
            return Optional.empty();
        }
        InstanceRow row = found.get();
        Optional<HostCapacity> reserved = swap(row.host(), newHost, new HostClaim(row.resources(), tenancy));
        if (reserved.isEmpty()) {
            TransactionAspectSupport.currentTransactionStatus().setRollbackOnly();
            return Optional.empty();
        }
        row.moveTo(newHost, zone);
        InstanceChanges.Batch batch = changes.begin();
        batch.happen(row, InstanceEvent.PLACED_ANEW);
        batch.write();
        return Optional.of(new Moved(List.of(reserved.get()), row.command()));
    }

    /** Hosts are changed in the order of their ids, as in every transaction. */
    private Optional<HostCapacity> swap(HostId old, HostId next, HostClaim claim) {
        boolean releaseFirst = old.compareTo(next) <= 0;
        if (releaseFirst) {
            hosts.release(new TreeMap<>(Map.of(old, claim.amount())));
        }
        Optional<HostCapacity> reserved =
                hosts.reserve(new TreeMap<>(Map.of(next, claim))).stream().findFirst();
        if (!releaseFirst) {
            hosts.release(new TreeMap<>(Map.of(old, claim.amount())));
        }
        return reserved;
    }
}
