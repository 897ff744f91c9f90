package io.firebreak.cell.lifecycle;

import io.firebreak.cell.placement.HostId;
import io.firebreak.fleet.api.HostAction;
import io.firebreak.fleet.api.HostCommand;
import io.firebreak.fleet.api.HostedInstance;
import io.firebreak.fleet.api.HostedState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
            Set.of(InstanceState.RUNNING, InstanceState.STOPPING, InstanceState.IMPAIRED);

    private final InstanceRepository instances;
    private final InstanceChanges changes;

    HostReports(InstanceRepository instances, InstanceChanges changes) {
        this.instances = instances;
        this.changes = changes;
    }

    /**
     * Applies a part of a report in one transaction. What is terminated gives its room back in the same one.
     *
     * @return commands that terminate what is on a host without being in the record
     */
    @Transactional
    public List<HostCommand> apply(Collection<HostedInstance> part) {
        InstanceChanges.Batch batch = changes.begin();
        Map<String, InstanceRow> rows =
                lock(part.stream().map(HostedInstance::instance).toList());
        List<HostCommand> orphans = new ArrayList<>();
        for (HostedInstance hosted : part) {
            InstanceRow row = rows.get(hosted.instance());
            if (isOrphan(hosted, row)) {
                orphans.add(new HostCommand(
                        hosted.host(), hosted.instance(), hosted.generation() + 1, HostAction.TERMINATE, null, null));
            } else if (row != null && row.host().value().equals(hosted.host())) {
                apply(hosted, row, batch);
            }
        }
        batch.write();
        return orphans;
    }

    private static boolean isOrphan(HostedInstance hosted, @Nullable InstanceRow row) {
        return hosted.state() != HostedState.TERMINATED
                && (row == null
                        || row.state() == InstanceState.TERMINATED
                        || !row.host().value().equals(hosted.host()));
    }

    private static void apply(HostedInstance hosted, InstanceRow row, InstanceChanges.Batch batch) {
        if (hosted.generation() < row.generation()) {
            return;
        }
        if (hosted.generation() > row.generation() && row.state() != InstanceState.TERMINATED) {
            row.overtake(hosted, batch.now());
        }
        if (hosted.generation() == row.generation()) {
            event(hosted.state(), row).ifPresent(event -> happen(row, event, batch));
            row.hostReached(hosted.state());
        }
    }

    private static Optional<InstanceEvent> event(HostedState state, InstanceRow row) {
        return switch (state) {
            case BOOTING -> Optional.empty();
            case RUNNING -> Optional.of(InstanceEvent.HOST_RUNNING);
            case STOPPED -> Optional.of(InstanceEvent.HOST_STOPPED);
            case TERMINATED -> Optional.of(row.end());
        };
    }

    /** Who asked for an end keeps being the reason when it has come. */
    private static void happen(InstanceRow row, InstanceEvent event, InstanceChanges.Batch batch) {
        boolean wanted = row.state() == InstanceState.STOPPING || row.state() == InstanceState.SHUTTING_DOWN;
        batch.happen(row, event, wanted ? row.stateReason() : null);
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
        InstanceChanges.Batch batch = changes.begin();
        lock(ids).values().stream()
                .filter(row -> row.state() == state && only.test(row))
                .forEach(row -> happen(row, event, batch));
        batch.write();
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
        InstanceChanges.Batch batch = changes.begin();
        lock(absent).values().stream()
                .filter(row -> row.updatedAt().isBefore(settledBefore) && !silent.contains(row.host()))
                .forEach(row -> {
                    happen(row, InstanceEvent.HOST_LOST, batch);
                    row.sendAgainAt(null);
                });
        batch.write();
    }

    /** Their hosts accepted the termination, and a complete report asked for after that does not have them. */
    @Transactional
    public void gone(Collection<InstanceId> terminated) {
        InstanceChanges.Batch batch = changes.begin();
        lock(terminated.stream().map(InstanceId::value).toList()).values().stream()
                .filter(row -> row.state() == InstanceState.SHUTTING_DOWN)
                .forEach(row -> {
                    happen(row, row.end(), batch);
                    row.hostReached(HostedState.TERMINATED);
                });
        batch.write();
    }

    private Map<String, InstanceRow> lock(Collection<String> ids) {
        return ids.isEmpty()
                ? Map.of()
                : instances.lockAll(ids).stream()
                        .collect(Collectors.toMap(row -> row.id().value(), Function.identity()));
    }
}
