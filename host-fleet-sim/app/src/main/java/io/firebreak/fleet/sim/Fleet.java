package io.firebreak.fleet.sim;

import io.firebreak.fleet.api.CommandOutcome;
import io.firebreak.fleet.api.FleetReport;
import io.firebreak.fleet.api.HostInventory;
import io.firebreak.fleet.api.HostReport;
import io.firebreak.fleet.api.HostedState;
import io.firebreak.fleet.journal.Change;
import io.firebreak.fleet.journal.Journal;
import io.firebreak.fleet.nitro.Answer;
import io.firebreak.fleet.nitro.HostId;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The hosts of one cell. Safe for use by several threads: everything happens under one lock, which is held for some
 * microseconds per command.
 *
 * <p>Nothing happens between calls. What is due by the clock, boots that are over and tombstones to forget, is done first
 * in each call, so no thread is needed and a test decides when time passes.
 *
 * <p>A call returns only when what it changed is in the journal; until then nobody can have seen it. If that fails, the
 * hosts know more than a restart would bring back, so every later call fails with {@link FleetFailedException}.
 */
public final class Fleet {
    private final FleetSpec spec;
    private final Journal journal;
    private final FleetClock clock;
    private final Map<HostId, FleetHost> hosts = new LinkedHashMap<>();
    private final Boots boots;
    private final Tombstones tombstones = new Tombstones(Tombstones.MOST_KEPT);
    private final ChangeLog log = new ChangeLog(FleetReport.LARGEST_PAGE);
    private final Set<String> cut = new TreeSet<>();
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable RuntimeException failure;

    /**
     * Brings the hosts back as the journal has them.
     *
     * @throws IllegalStateException if the journal is of other hosts
     */
    public Fleet(FleetSpec spec, Journal.Opened opened) {
        this.spec = spec;
        this.journal = opened.journal();
        this.clock = FleetClock.of(
                spec.clock(),
                spec.time(),
                Instant.ofEpochMilli(opened.recovered().clockMillis()));
        this.boots = new Boots(spec.bootTime());
        spec.hosts().forEach(host -> hosts.put(new HostId(host.id()), new FleetHost(host)));
        opened.recovered().changes().forEach(this::restore);
    }

    public HostInventory inventory() {
        return new HostInventory(spec.id(), spec.hosts());
    }

    /** Carries orders out one after the other, and answers each. */
    public List<CommandOutcome> carryOut(List<Order> orders) {
        return atNow(now -> {
            List<Change> changes = new ArrayList<>(orders.size());
            List<CommandOutcome> outcomes =
                    orders.stream().map(order -> carryOut(order, now, changes)).toList();
            publish(now, changes);
            return outcomes;
        });
    }

    /** What changed since an earlier report. Null for what the asker does not have. */
    public FleetReport report(@Nullable String incarnation, @Nullable Long since) {
        return atNow(now -> {
            ChangeLog.Page page = log.after(spec.incarnation().equals(incarnation) ? since : null);
            List<HostReport> reports = hosts.values().stream()
                    .filter(host -> page.full() || host.isSilent())
                    .map(FleetHost::report)
                    .toList();
            return new FleetReport(
                    spec.id(), spec.incarnation(), page.version(), page.full(), page.more(), page.instances(), reports);
        });
    }

    /**
     * Moves the clock on.
     *
     * @return the new time; empty if the clock is {@link ClockMode#AUTO} and moves by itself
     */
    public Optional<Instant> step(Duration step) {
        return atNow(_ -> switch (clock) {
            case FleetClock.Auto _ -> Optional.empty();
            case FleetClock.Explicit explicit -> {
                explicit.step(step);
                Instant stepped = explicit.now();
                journal.append(stepped.toEpochMilli(), List.of());
                catchUp(stepped);
                yield Optional.of(stepped);
            }
        });
    }

    /** The time on the fleet's clock. */
    public Instant now() {
        return atNow(Function.identity());
    }

    /**
     * Makes a host silent or lets it answer again. A silent host keeps running what it runs, but takes no command, and nobody sees
     * what changes on it.
     *
     * @return false if there is no such host
     */
    public boolean setSilent(HostId id, boolean silent) {
        return atNow(now -> {
            FleetHost host = hosts.get(id);
            if (host == null) {
                return false;
            }
            host.setSilent(silent);
            if (!host.isSilent()) {
                host.takeUnseen().forEach(boots::add);
                catchUp(now);
            }
            return true;
        });
    }

    /**
     * Cuts a power feed, a rack's or a zone's. Its hosts answer nothing, and what they ran is gone, which nobody sees before they
     * answer again or are fenced: a host without power tells nobody of it.
     *
     * @return the hosts on it; none if there is no such feed
     */
    public List<HostId> cutPower(String feed) {
        return atNow(_ -> {
            List<FleetHost> all = on(feed);
            if (!all.isEmpty()) {
                cut.add(feed);
                all.forEach(host -> host.setDark(true));
            }
            return all.stream().map(FleetHost::id).toList();
        });
    }

    /**
     * Gives a feed power again. Hosts whose other feed is cut stay dark; the others come back empty, those too that were fenced in
     * the dark, and answer unless they are silent for another reason.
     *
     * @return the hosts on it; none if there is no such feed
     */
    public List<HostId> restorePower(String feed) {
        return atNow(now -> {
            cut.remove(feed);
            List<FleetHost> all = on(feed);
            List<Change> changes = new ArrayList<>();
            all.stream()
                    .filter(FleetHost::isDark)
                    .filter(host -> cut.stream().noneMatch(host::hangsOn))
                    .forEach(host -> {
                        changes.addAll(end(host, now));
                        host.setDark(false);
                    });
            publish(now, changes);
            return all.stream().map(FleetHost::id).toList();
        });
    }

    /** The feeds that are cut. */
    public List<String> cutFeeds() {
        return atNow(_ -> List.copyOf(cut));
    }

    private List<FleetHost> on(String feed) {
        return hosts.values().stream().filter(host -> host.hangsOn(feed)).toList();
    }

    private static List<Change> end(FleetHost host, Instant now) {
        host.takeUnseen();
        return host.controller().losePower(now).stream().map(host::change).toList();
    }

    /**
     * Cuts the power of hosts. What they held has ended when this returns, and stays so over a restart; they are silent
     * until they are made to answer again, or until the fleet starts anew. Those that had no power anyhow come back with it.
     *
     * @return those of them that are hosts of this fleet
     */
    public List<HostId> fence(List<HostId> fenced) {
        return atNow(now -> {
            List<FleetHost> known = fenced.stream()
                    .map(hosts::get)
                    .filter(Objects::nonNull)
                    .distinct()
                    .toList();
            List<Change> changes = new ArrayList<>();
            for (FleetHost host : known) {
                if (!host.isDark()) {
                    host.setSilent(true);
                }
                changes.addAll(end(host, now));
            }
            publish(now, changes);
            return known.stream().map(FleetHost::id).toList();
        });
    }

    public List<HostId> silentHosts() {
        return atNow(_ -> hosts.values().stream()
                .filter(FleetHost::isSilent)
                .map(FleetHost::id)
                .toList());
    }

    /** How many instances are in each state, tombstones among them. */
    public Map<HostedState, Integer> census() {
        return atNow(_ -> {
            Map<HostedState, Integer> census = new EnumMap<>(HostedState.class);
            log.all().forEach(change -> census.merge(change.instance().state(), 1, Integer::sum));
            return census;
        });
    }

    /** Whether it can still be used; once it cannot, only a restart brings the hosts back. */
    public boolean isUsable() {
        lock.lock();
        try {
            return failure == null;
        } finally {
            lock.unlock();
        }
    }

    private <T> T atNow(Function<Instant, T> work) {
        lock.lock();
        try {
            if (failure != null) {
                throw new FleetFailedException(failure);
            }
            Instant now = clock.now().truncatedTo(ChronoUnit.MILLIS);
            catchUp(now);
            return work.apply(now);
        } catch (FleetFailedException e) {
            throw e;
        } catch (RuntimeException e) {
            failure = e;
            throw new FleetFailedException(e);
        } finally {
            lock.unlock();
        }
    }

    private void catchUp(Instant now) {
        List<Change> changes = new ArrayList<>();
        for (Boots.Boot boot : boots.takeDue(now)) {
            FleetHost host = host(boot.place().host());
            if (host.isSilent()) {
                host.keepUnseen(boot);
            } else {
                host.controller()
                        .completeBoot(boot.place().instance(), boot.began(), now)
                        .ifPresent(guest -> changes.add(host.change(guest)));
            }
        }
        for (Tombstones.Tombstone expired : tombstones.takeExpired(now)) {
            Place place = expired.place();
            if (host(place.host()).controller().forget(place.instance(), expired.generation())) {
                log.forget(place);
            }
        }
        publish(now, changes);
    }

    private CommandOutcome carryOut(Order order, Instant now, List<Change> changes) {
        FleetHost host = hosts.get(order.host());
        if (host == null) {
            return CommandOutcome.UNKNOWN_HOST;
        }
        if (host.isSilent()) {
            return CommandOutcome.HOST_SILENT;
        }
        Answer answer = host.controller().handle(order.command(), now);
        if (answer instanceof Answer.Accepted(var guest)) {
            changes.add(host.change(guest));
        }
        return answer.outcome();
    }

    private void publish(Instant now, List<Change> changes) {
        if (changes.isEmpty()) {
            return;
        }
        journal.append(now.toEpochMilli(), changes);
        changes.forEach(this::follow);
        if (journal.isCompactionDue()) {
            journal.compact(now.toEpochMilli(), log.all());
        }
    }

    private void restore(Change change) {
        HostId id = new HostId(change.instance().host());
        FleetHost host = hosts.get(id);
        if (host == null) {
            throw new IllegalStateException(
                    "The journal has an instance on %s, and %s has no such host. Start it with the hosts, zones and seed of before, or set firebreak.fleet.journal to another file"
                            .formatted(id, spec.id()));
        }
        host.restore(change);
        follow(change);
    }

    private void follow(Change change) {
        Place place = Place.of(change.instance());
        Instant since = Instant.ofEpochMilli(change.sinceMillis());
        log.add(place, change);
        switch (change.instance().state()) {
            case BOOTING -> boots.begin(place, since);
            case TERMINATED ->
                tombstones.add(new Tombstones.Tombstone(place, change.instance().generation(), since));
            case RUNNING, STOPPED -> {}
        }
    }

    private FleetHost host(HostId id) {
        FleetHost host = hosts.get(id);
        if (host == null) {
            throw new IllegalStateException("No host " + id);
        }
        return host;
    }
}
