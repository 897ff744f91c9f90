package io.firebreak.cell.reconcile;

import io.firebreak.cell.capacity.HostStore;
import io.firebreak.cell.fleet.Fleet;
import io.firebreak.cell.lifecycle.HostReports;
import io.firebreak.cell.lifecycle.InstanceId;
import io.firebreak.cell.lifecycle.UsualReports;
import io.firebreak.cell.placement.HostId;
import io.firebreak.cell.settings.CellSettings;
import io.firebreak.fleet.api.FleetReport;
import io.firebreak.fleet.api.HostReport;
import io.firebreak.fleet.api.HostedInstance;
import io.firebreak.fleet.api.HostedState;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Reads the fleet's report and applies it. Mostly it asks for changes only; now and then, after a change of leader or
 * fleet process, and when something is doubtful, for everything. Used by one thread.
 */
@Component
class ReportPoller {
    /** Rows locked at once: a launch or a tenant's call waits for at most one such transaction. */
    private static final int PART = 250;
    /** What changed in the record so shortly before a complete report was asked for is not missed from it. */
    private static final Duration IN_FLIGHT = Duration.ofSeconds(5);

    private final Fleet fleet;
    private final UsualReports usual;
    private final HostReports reports;
    private final HostStore hosts;
    private final Commands commands;
    private final InstantSource clock;
    private final Duration fullEvery;
    private final Duration confirmationDue;
    private final Map<InstanceId, Instant> terminationAnswered = new HashMap<>();

    private @Nullable String incarnation;
    private long version;
    private Instant lastFull = Instant.EPOCH;

    ReportPoller(
            Fleet fleet,
            UsualReports usual,
            HostReports reports,
            HostStore hosts,
            Commands commands,
            InstantSource clock,
            CellSettings settings) {
        this.fleet = fleet;
        this.usual = usual;
        this.reports = reports;
        this.hosts = hosts;
        this.commands = commands;
        this.clock = clock;
        this.fullEvery = settings.reconcile().fullReportEvery();
        this.confirmationDue = settings.reconcile().redispatchAfter();
    }

    /** A host accepted to terminate an instance; if no report says so, a complete one without it does. */
    void terminationAnswered(InstanceId instance) {
        terminationAnswered.putIfAbsent(instance, clock.instant());
    }

    /** Asks for everything next time. */
    void doubt() {
        incarnation = null;
    }

    /**
     * Reads all pages there are. True if the fleet's process is another than before.
     *
     * @param stillLeading asked after each page: a complete report of a large cell takes longer than a lease
     * @throws IllegalStateException if another node leads now
     */
    boolean poll(BooleanSupplier stillLeading) {
        Instant asked = clock.instant();
        boolean wantFull = incarnation == null || isFullDue(asked);
        FleetReport page = fleet.report(wantFull ? null : incarnation, version);
        boolean sweep = page.full();
        Set<String> named = new HashSet<>();
        apply(page, sweep, named);
        while (page.more()) {
            if (!stillLeading.getAsBoolean()) {
                throw new IllegalStateException("another node has taken the lead");
            }
            Instant askedAgain = clock.instant();
            page = fleet.report(page.incarnation(), page.version());
            if (page.full()) {
                named.clear();
                sweep = true;
                asked = askedAgain;
            }
            apply(page, sweep, named);
        }
        Set<HostId> silent = silentHosts(page);
        recordHosts(silent);
        if (sweep) {
            compare(named, silent, asked);
            lastFull = asked;
        }
        boolean restarted = !page.incarnation().equals(incarnation);
        incarnation = page.incarnation();
        version = page.version();
        return restarted;
    }

    /** A last one that is still to come was asked for by a clock that has been set back since. */
    private boolean isFullDue(Instant now) {
        return lastFull.plus(fullEvery).isBefore(now)
                || lastFull.isAfter(now)
                || terminationAnswered.values().stream()
                        .anyMatch(answered -> answered.plus(confirmationDue).isBefore(now));
    }

    /**
     * A booting instance changes nothing in the record, but a complete report also finds what should not be there. What a
     * silent host runs is only as last seen and says nothing; an end is one, whoever saw it.
     */
    private void apply(FleetReport page, boolean sweep, Set<String> named) {
        Set<HostId> silent = silentHosts(page);
        List<HostedInstance> telling = page.instances().stream()
                .filter(hosted -> sweep || hosted.state() != HostedState.BOOTING)
                .filter(hosted ->
                        hosted.state() == HostedState.TERMINATED || !silent.contains(new HostId(hosted.host())))
                .toList();
        for (int from = 0; from < telling.size(); from += PART) {
            List<HostedInstance> unusual = usual.record(telling.subList(from, Math.min(from + PART, telling.size())));
            if (!unusual.isEmpty()) {
                commands.send(reports.apply(unusual));
            }
        }
        for (HostedInstance hosted : page.instances()) {
            if (hosted.state() == HostedState.TERMINATED) {
                terminationAnswered.remove(new InstanceId(hosted.instance()));
                named.remove(hosted.instance());
            } else {
                named.add(hosted.instance());
            }
        }
    }

    private static Set<HostId> silentHosts(FleetReport page) {
        return page.hosts().stream()
                .filter(host -> !host.answering())
                .map(HostReport::id)
                .map(HostId::new)
                .collect(Collectors.toSet());
    }

    /** Instances first: if this is cut off between the two, the next poll finds the same hosts to be news. */
    private void recordHosts(Set<HostId> silent) {
        if (!silent.isEmpty()) {
            reports.silent(silent);
        }
        List<HostId> back = hosts.recordSilent(silent);
        if (!back.isEmpty()) {
            reports.answering(back);
        }
    }

    private void compare(Set<String> named, Set<HostId> silent, Instant asked) {
        reports.missing(named, silent, asked.minus(IN_FLIGHT));
        Set<InstanceId> gone = terminationAnswered.entrySet().stream()
                .filter(answer -> answer.getValue().isBefore(asked)
                        && !named.contains(answer.getKey().value()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        if (!gone.isEmpty()) {
            reports.gone(gone);
        }
        terminationAnswered.values().removeIf(answered -> answered.isBefore(asked));
    }
}
