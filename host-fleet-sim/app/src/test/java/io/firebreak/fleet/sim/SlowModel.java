package io.firebreak.fleet.sim;

import static io.firebreak.fleet.api.HostedState.BOOTING;
import static io.firebreak.fleet.api.HostedState.RUNNING;
import static io.firebreak.fleet.api.HostedState.STOPPED;
import static io.firebreak.fleet.api.HostedState.TERMINATED;

import io.firebreak.fleet.api.CommandOutcome;
import io.firebreak.fleet.api.HostedInstance;
import io.firebreak.fleet.api.HostedState;
import io.firebreak.fleet.api.Resources;
import io.firebreak.fleet.nitro.Command;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What a fleet must do, in the most obvious way: one list of rows, and every sum made anew. */
final class SlowModel {
    /** An instance on a host, in its state since then. */
    record Row(
            String host,
            String instance,
            String type,
            long generation,
            HostedState state,
            Resources resources,
            Instant since) {
        Row in(HostedState newState, Resources taken, Instant now) {
            return new Row(host, instance, type, generation, newState, taken, now);
        }

        Row accepted(long newer) {
            return new Row(host, instance, type, newer, state, resources, since);
        }
    }

    private final Set<String> hosts;
    private final List<Row> rows = new ArrayList<>();
    private final Set<String> silent = new HashSet<>();
    private Instant now = Instant.EPOCH;

    SlowModel(Set<String> hosts) {
        this.hosts = hosts;
    }

    CommandOutcome order(String host, Command command) {
        if (!hosts.contains(host)) {
            return CommandOutcome.UNKNOWN_HOST;
        }
        if (silent.contains(host)) {
            return CommandOutcome.HOST_SILENT;
        }
        Row row = find(host, command.instance().value());
        if (command.generation() == row.generation()) {
            return CommandOutcome.REPEATED;
        }
        if (command.generation() < row.generation()) {
            return CommandOutcome.STALE;
        }
        boolean here = row.state() != TERMINATED;
        boolean on = here && row.state() != STOPPED;
        Row next;
        switch (command) {
            case Command.Run run
            when on && run.instanceType().equals(row.type()) && run.resources().equals(row.resources()) -> next = row;
            case Command.Run run -> {
                if (!usedExcept(host, row.instance()).plus(run.resources()).fitsInto(TestFleet.HOST)) {
                    return CommandOutcome.NO_CAPACITY;
                }
                next = new Row(host, row.instance(), run.instanceType(), 0, BOOTING, run.resources(), now);
            }
            case Command.Stop _, Command.Reboot _
            when !here -> {
                return CommandOutcome.UNKNOWN_INSTANCE;
            }
            case Command.Stop _ -> next = row.in(STOPPED, row.resources(), now);
            case Command.Reboot _ when on -> next = row.in(BOOTING, row.resources(), now);
            case Command.Reboot _ -> next = row;
            case Command.Terminate _ -> next = row.in(TERMINATED, Resources.NONE, now);
        }
        rows.remove(row);
        rows.add(next.accepted(command.generation()));
        return CommandOutcome.ACCEPTED;
    }

    void step(Duration step) {
        now = now.plus(step);
        rows.removeIf(row -> row.state() == TERMINATED
                && row.since().plus(Tombstones.LONGEST_KEPT).isBefore(now));
        finishBoots();
    }

    void setSilent(String host, boolean isSilent) {
        if (isSilent) {
            silent.add(host);
        } else {
            silent.remove(host);
        }
        finishBoots();
    }

    void restart() {
        silent.clear();
        finishBoots();
    }

    long generation(String host, String instance) {
        return find(host, instance).generation();
    }

    List<HostedInstance> instances() {
        return rows.stream()
                .filter(row -> row.state() != TERMINATED)
                .map(row -> new HostedInstance(
                        row.host(), row.instance(), row.type(), row.generation(), row.state(), row.resources()))
                .toList();
    }

    Resources used(String host) {
        return usedExcept(host, "");
    }

    private Resources usedExcept(String host, String instance) {
        return rows.stream()
                .filter(row -> row.host().equals(host) && !row.instance().equals(instance))
                .map(Row::resources)
                .reduce(Resources.NONE, Resources::plus);
    }

    private void finishBoots() {
        rows.replaceAll(row -> row.state() == BOOTING
                        && !silent.contains(row.host())
                        && !row.since().plus(TestFleet.BOOT_TIME).isAfter(now)
                ? row.in(RUNNING, row.resources(), now)
                : row);
    }

    /** The row, or one that says that nothing was ever heard of the instance. */
    private Row find(String host, String instance) {
        return rows.stream()
                .filter(row -> row.host().equals(host) && row.instance().equals(instance))
                .findAny()
                .orElse(new Row(host, instance, "", 0, TERMINATED, Resources.NONE, now));
    }
}
