package io.firebreak.cell.lifecycle;

import io.firebreak.cell.capacity.HostStore;
import io.firebreak.cell.placement.HostId;
import io.firebreak.cell.settings.CellSettings;
import io.firebreak.fleet.api.HostAction;
import io.firebreak.fleet.api.HostCommand;
import io.firebreak.fleet.api.HostedInstance;
import io.firebreak.fleet.api.HostedState;
import io.firebreak.fleet.api.Resources;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Brings the record up to what hosts report. Instances are locked in the order of their ids and hosts after them in the
 * order of theirs, as launches do, so no two transactions wait for each other.
 */
@Component
public class HostReports {
    private static final Set<InstanceState> WITH_A_SETTLED_PLACE =
            Set.of(InstanceState.RUNNING, InstanceState.STOPPING, InstanceState.STOPPED, InstanceState.IMPAIRED);

    private final InstanceRepository instances;
    private final HostStore hosts;
    private final InstantSource clock;
    private final Duration redispatchAfter;

    HostReports(InstanceRepository instances, HostStore hosts, InstantSource clock, CellSettings settings) {
        this.instances = instances;
        this.hosts = hosts;
        this.clock = clock;
        this.redispatchAfter = settings.reconcile().redispatchAfter();
    }

    /**
     * Applies a part of a report in one transaction. What is terminated gives its room back in the same one.
     *
     * @return commands that terminate what is on a host without being in the record
     */
    @Transactional
    public List<HostCommand> apply(Collection<HostedInstance> part) {
        Map<String, InstanceRow> rows =
                lock(part.stream().map(HostedInstance::instance).toList());
        SortedMap<HostId, Resources> freed = new TreeMap<>();
        List<HostCommand> orphans = new ArrayList<>();
        for (HostedInstance hosted : part) {
            InstanceRow row = rows.get(hosted.instance());
            if (isOrphan(hosted, row)) {
                orphans.add(new HostCommand(
                        hosted.host(), hosted.instance(), hosted.generation() + 1, HostAction.TERMINATE, null, null));
            } else if (row != null && row.host().value().equals(hosted.host())) {
                apply(hosted, row, freed);
            }
        }
        hosts.release(freed);
        return orphans;
    }

    private static boolean isOrphan(HostedInstance hosted, @Nullable InstanceRow row) {
        return hosted.state() != HostedState.TERMINATED
                && (row == null
                        || row.state() == InstanceState.TERMINATED
                        || !row.host().value().equals(hosted.host()));
    }

    private void apply(HostedInstance hosted, InstanceRow row, SortedMap<HostId, Resources> freed) {
        if (hosted.generation() < row.generation()) {
            return;
        }
        if (hosted.generation() > row.generation() && row.state() != InstanceState.TERMINATED) {
            row.overtake(hosted, now());
        }
        if (hosted.generation() == row.generation()) {
            event(hosted.state()).ifPresent(event -> happen(row, event, reason(row, event), freed));
            row.hostReached(hosted.state());
        }
    }

    private static Optional<InstanceEvent> event(HostedState state) {
        return switch (state) {
            case BOOTING -> Optional.empty();
            case RUNNING -> Optional.of(InstanceEvent.HOST_RUNNING);
            case STOPPED -> Optional.of(InstanceEvent.HOST_STOPPED);
            case TERMINATED -> Optional.of(InstanceEvent.HOST_TERMINATED);
        };
    }

    /** Who asked for an end keeps being the reason when it has come. */
    private static @Nullable String reason(InstanceRow row, InstanceEvent event) {
        return switch (event) {
            case HOST_RUNNING, HOST_ANSWERS -> null;
            case HOST_SILENT -> StateReason.HOST_SILENT.text("its host does not answer");
            case HOST_LOST -> StateReason.HOST_LOST.text("its host does not know it");
            default -> row.isDriven() ? row.stateReason() : StateReason.BY_HOST.text("its host reported so");
        };
    }

    private void happen(
            InstanceRow row, InstanceEvent event, @Nullable String reason, SortedMap<HostId, Resources> freed) {
        if (InstanceLifecycle.on(row.state(), event) instanceof Transition.Move move) {
            row.move(move, reason, now(), redispatchAfter);
            if (move.next() == InstanceState.TERMINATED) {
                freed.merge(row.host(), row.resources(), Resources::plus);
            }
        }
    }

    /** What ran on hosts that fell silent is impaired; its room stays taken, for it may well still run. */
    @Transactional
    public void silent(Collection<HostId> silent) {
        happenOn(silent, InstanceState.RUNNING, InstanceEvent.HOST_SILENT, _ -> true);
    }

    /** What was impaired only by its host's silence runs, unless the host reports otherwise. */
    @Transactional
    public void answering(Collection<HostId> answering) {
        String silence = StateReason.HOST_SILENT.text("");
        happenOn(
                answering,
                InstanceState.IMPAIRED,
                InstanceEvent.HOST_ANSWERS,
                row -> Optional.ofNullable(row.stateReason())
                        .filter(reason -> reason.startsWith(silence))
                        .isPresent());
    }

    private void happenOn(
            Collection<HostId> on, InstanceState state, InstanceEvent event, Predicate<InstanceRow> only) {
        List<String> ids =
                instances.findIdsOnHosts(on.stream().map(HostId::value).toList(), state);
        SortedMap<HostId, Resources> freed = new TreeMap<>();
        lock(ids).values().stream()
                .filter(row -> row.state() == state && only.test(row))
                .forEach(row -> happen(row, event, reason(row, event), freed));
        hosts.release(freed);
    }

    /**
     * Compares the record with a complete report.
     *
     * @param named every instance the report has
     * @param silent hosts that could not be asked
     * @param settledBefore what changed later than this may have missed the report
     */
    @Transactional
    public void missing(Set<String> named, Set<HostId> silent, Instant settledBefore) {
        List<String> absent = instances.findIdsIn(WITH_A_SETTLED_PLACE, settledBefore).stream()
                .filter(id -> !named.contains(id))
                .toList();
        SortedMap<HostId, Resources> freed = new TreeMap<>();
        lock(absent).values().stream()
                .filter(row -> row.updatedAt().isBefore(settledBefore) && !silent.contains(row.host()))
                .forEach(row -> {
                    happen(row, InstanceEvent.HOST_LOST, reason(row, InstanceEvent.HOST_LOST), freed);
                    row.sendAgainAt(null);
                });
        hosts.release(freed);
    }

    /** Their hosts accepted the termination, and a complete report asked for after that does not have them. */
    @Transactional
    public void gone(Collection<InstanceId> terminated) {
        SortedMap<HostId, Resources> freed = new TreeMap<>();
        lock(terminated.stream().map(InstanceId::value).toList()).values().stream()
                .filter(row -> row.state() == InstanceState.SHUTTING_DOWN)
                .forEach(row -> {
                    happen(row, InstanceEvent.HOST_TERMINATED, row.stateReason(), freed);
                    row.hostReached(HostedState.TERMINATED);
                });
        hosts.release(freed);
    }

    private Map<String, InstanceRow> lock(Collection<String> ids) {
        return ids.isEmpty()
                ? Map.of()
                : instances.lockAll(ids).stream()
                        .collect(Collectors.toMap(row -> row.id().value(), Function.identity()));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
