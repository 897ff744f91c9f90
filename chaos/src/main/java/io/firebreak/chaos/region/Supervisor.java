package io.firebreak.chaos.region;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Owns the processes of a region: starts them in order, watches them, starts again what died. One thread, the loop, sees
 * and changes all state; what takes time runs beside it and comes back as an event. Which process is started when is
 * decided by {@link Turns} and {@link Life}.
 */
final class Supervisor implements RegionControl {
    private static final Logger LOG = LoggerFactory.getLogger(Supervisor.class);

    private static final Duration TICK = Duration.ofMillis(100);
    /** A killed process is gone in milliseconds; this long only when the machine is in trouble. */
    private static final Duration LONGEST_DEATH = Duration.ofSeconds(20);

    /** Routers give a node that is back its whole share within six seconds. */
    private static final Duration WARM_UP = Duration.ofSeconds(8);

    private final RegionHome home;
    private final InstantSource clock;
    private final Duration grace;
    private final Map<ProcessName, Child> children = new LinkedHashMap<>();
    private final List<PlannedProcess> planned;
    private final ScheduledExecutorService loop = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("supervisor").daemon().factory());
    private final ExecutorService beside = Executors.newVirtualThreadPerTaskExecutor();
    private final CompletableFuture<@Nullable Void> allReady = new CompletableFuture<>();
    private Consumer<List<RegionProcess>> pidsChanged = present -> {};
    private boolean stopping;

    /**
     * A supervisor that starts nothing yet.
     *
     * @param grace how long a process may take to end in order before it is killed
     */
    Supervisor(List<PlannedProcess> planned, RegionHome home, InstantSource clock, Duration grace) {
        this.planned = List.copyOf(planned);
        this.home = home;
        this.clock = clock;
        this.grace = grace;
        planned.forEach(process -> children.put(process.name(), new Child(process, clock.instant())));
    }

    /**
     * Starts everything.
     *
     * @return completed when all were ready at the same time; with a {@link RegionStartException} when one died before
     */
    CompletableFuture<@Nullable Void> start() {
        var _ = loop.scheduleWithFixedDelay(guarded(this::tick), 0, TICK.toMillis(), TimeUnit.MILLISECONDS);
        return allReady;
    }

    /** Calls this on the loop, with all processes, whenever a process id has changed. */
    void whenPidsChange(Consumer<List<RegionProcess>> listener) {
        onLoop(() -> pidsChanged = listener);
    }

    @Override
    public List<RegionProcess> processes() {
        return onLoop(this::snapshots);
    }

    private List<RegionProcess> snapshots() {
        return children.values().stream().map(Child::snapshot).toList();
    }

    @Override
    public void kill(Collection<ProcessName> names, boolean hold) {
        List<CompletableFuture<@Nullable Void>> ends = onLoop(() -> {
            List<Child> chosen = chosen(names);
            List<ProcessHandle> victims =
                    chosen.stream().flatMap(child -> child.processes().stream()).toList();
            chosen.forEach(child -> child.condemn(hold, clock.instant()));
            victims.forEach(ProcessHandle::destroyForcibly);
            LOG.info("killed {}{}", names, hold ? ", held" : "");
            return chosen.stream().map(Child::end).toList();
        });
        awaitAll(ends, LONGEST_DEATH);
    }

    @Override
    public void release(Collection<ProcessName> names) {
        onLoop(() -> {
            chosen(names).forEach(child -> child.release(clock.instant()));
            LOG.info("released {}", names);
            return names;
        });
    }

    @Override
    public void end(Collection<ProcessName> names) {
        endInOrder(() -> {
            List<Child> chosen = chosen(names);
            LOG.info("ending {}", names);
            chosen.forEach(child -> child.condemn(true, clock.instant()));
            return chosen;
        });
    }

    /** What asks for it may die meanwhile, so it is done here from the end to the start. */
    @Override
    public void restart(Collection<ProcessName> names) {
        end(names);
        onLoop(() -> {
            chosen(names).forEach(child -> child.replace(clock.instant()));
            LOG.info("replacing {}", names);
            return names;
        });
    }

    @Override
    public void deploy(Collection<ProcessName> names, Map<String, String> settings) {
        Version version = new Version(settings);
        onLoop(() -> {
            List<Child> chosen = chosen(names);
            chosen.forEach(Child::refuseOtherThanNode);
            chosen.forEach(child -> child.deploy(version));
            return names;
        });
        LOG.info("deploying {} with {}", names, settings);
        restart(names);
    }

    @Override
    public void rollBack(Collection<ProcessName> names) {
        List<ProcessName> changed = onLoop(() -> {
            List<Child> others = chosen(names).stream()
                    .filter(child -> !child.version().equals(Version.PLANNED))
                    .toList();
            others.forEach(child -> child.deploy(Version.PLANNED));
            return others.stream().map(Child::name).toList();
        });
        LOG.info("rolling back {}", changed);
        restart(changed);
    }

    @Override
    public void pause(Collection<ProcessName> names) {
        onLoop(() -> {
            List<Child> chosen = chosen(names);
            Signal.STOP.send(processesOf(chosen));
            chosen.forEach(child -> child.pause(clock.instant()));
            LOG.info("paused {}", names);
            return names;
        });
    }

    @Override
    public void resume(Collection<ProcessName> names) {
        onLoop(() -> {
            List<Child> chosen = chosen(names);
            Signal.CONT.send(processesOf(chosen));
            chosen.forEach(child -> child.resume(clock.instant()));
            LOG.info("resumed {}", names);
            return names;
        });
    }

    /** Applications first and all at once, then the databases they used and the network between. Asked again it waits for the first to be done. */
    @Override
    public synchronized void down() {
        if (loop.isShutdown()) {
            return;
        }
        onLoop(() -> stopping = true);
        allReady.completeExceptionally(new RegionStartException("the region was stopped while it started"));
        endInOrder(() -> childrenThat(child -> !child.planned().kind().isUnderOthers()));
        endInOrder(() -> childrenThat(child -> child.planned().kind().isUnderOthers()));
        loop.shutdown();
        beside.shutdown();
    }

    private List<Child> childrenThat(Predicate<Child> which) {
        return children.values().stream().filter(which).toList();
    }

    /** Those of the choice that run, each by its signal; what has not ended within the grace is killed. */
    private void endInOrder(Supplier<List<Child>> choice) {
        Map<Child, CompletableFuture<@Nullable Void>> ends = onLoop(() -> {
            List<Child> running = choice.get().stream()
                    .filter(child -> child.life().isRunning())
                    .toList();
            Signal.CONT.send(processesOf(running.stream()
                    .filter(child -> child.life().state() == ProcessState.PAUSED)
                    .toList()));
            running.stream()
                    .collect(Collectors.groupingBy(
                            child -> child.planned().program().stopSignal()))
                    .forEach((signal, group) -> signal.send(mainsOf(group)));
            return running.stream().collect(Collectors.toMap(Function.identity(), Child::end));
        });
        if (!awaitAll(ends.values(), grace)) {
            List<ProcessHandle> late = onLoop(() -> processesOf(ends.keySet().stream()
                    .filter(child -> !child.end().isDone())
                    .toList()));
            LOG.warn("{} processes did not end within {} and are killed", late.size(), grace);
            late.forEach(ProcessHandle::destroyForcibly);
            awaitAll(ends.values(), LONGEST_DEATH);
        }
    }

    private void tick() {
        if (stopping) {
            return;
        }
        Instant now = clock.instant();
        Map<ProcessName, Life> lives = children.values().stream().collect(Collectors.toMap(Child::name, Child::life));
        Turns.next(planned, lives, now).forEach(next -> begin(child(next.name()), now));
        children.values().stream().filter(Child::wantsProbe).forEach(this::probe);
        if (!allReady.isDone()
                && children.values().stream().allMatch(child -> child.life().state() == ProcessState.READY)) {
            allReady.complete(null);
        }
    }

    private void begin(Child child, Instant now) {
        boolean repair = child.isRepair();
        boolean unhurried = child.mayTakeItsTime();
        Version version = child.version();
        child.begin(now);
        beside.execute(() -> {
            try {
                boolean low = repair || (unhurried && Priority.mayBeRaised());
                Process process = child.spawn(home.log(child.name()), version, low);
                loop.execute(guarded(() -> started(child, process)));
            } catch (IOException | RuntimeException e) {
                LOG.error("{} could not be started", child.name(), e);
                loop.execute(guarded(() -> ended(child, "could not be started: " + e.getMessage())));
            }
        });
    }

    private void started(Child child, Process process) {
        LOG.info("{} started as {}", child.name(), process.pid());
        child.started(process);
        var _ = process.onExit()
                .thenAccept(end -> loop.execute(guarded(() -> ended(child, "ended with exit " + end.exitValue()))));
        if (stopping) {
            child.processes().forEach(ProcessHandle::destroyForcibly);
        }
        pidsChanged.accept(snapshots());
    }

    private void ended(Child child, String how) {
        LOG.info("{} {}", child.name(), how);
        boolean asked = stopping || child.isToDie();
        child.ended(clock.instant());
        if (!asked && !allReady.isDone()) {
            allReady.completeExceptionally(new RegionStartException("%s %s while the region started. The end of %s:%n%s"
                    .formatted(child.name(), how, home.log(child.name()), home.tail(home.log(child.name())))));
        }
    }

    private void probe(Child child) {
        Process asked = Objects.requireNonNull(child.process());
        boolean unhurried = child.mayTakeItsTime();
        child.probeBegins();
        beside.execute(() -> {
            boolean ready = child.planned().program().isReady();
            loop.execute(guarded(() -> {
                child.probeEnds(asked, ready, clock.instant());
                if (ready) {
                    LOG.info("{} is {}", child.name(), child.life().state());
                }
                if (ready && unhurried) {
                    raiseWhenWarm(child, asked);
                }
            }));
        });
    }

    /** Until then it compiles what its first calls need, and its neighbours serve most of them. */
    private void raiseWhenWarm(Child child, Process warming) {
        Runnable raise = () -> {
            if (warming.equals(child.process())) {
                beside.execute(() -> Priority.raise(warming.pid()));
            }
        };
        var _ = loop.schedule(guarded(raise), WARM_UP.toMillis(), TimeUnit.MILLISECONDS);
    }

    private Child child(ProcessName name) {
        Child child = children.get(name);
        if (child == null) {
            throw new IllegalArgumentException(
                    "no process is called '%s': there are %s".formatted(name, children.keySet()));
        }
        return child;
    }

    private List<Child> chosen(Collection<ProcessName> names) {
        return names.stream().distinct().map(this::child).toList();
    }

    private static List<ProcessHandle> processesOf(List<Child> some) {
        return some.stream().flatMap(child -> child.processes().stream()).toList();
    }

    private static List<ProcessHandle> mainsOf(List<Child> some) {
        return some.stream()
                .map(Child::process)
                .filter(Objects::nonNull)
                .map(Process::toHandle)
                .toList();
    }

    private <T> T onLoop(Supplier<T> action) {
        try {
            return CompletableFuture.supplyAsync(action, loop).join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    /** A failed event must not end the loop, which is all that keeps the region. */
    private static Runnable guarded(Runnable event) {
        return () -> {
            try {
                event.run();
            } catch (RuntimeException e) {
                LOG.error("the supervisor's loop met a bug and goes on", e);
            }
        };
    }

    private static boolean awaitAll(Collection<CompletableFuture<@Nullable Void>> ends, Duration patience) {
        CompletableFuture<Boolean> all =
                CompletableFuture.allOf(ends.toArray(CompletableFuture[]::new)).thenApply(done -> true);
        return all.completeOnTimeout(false, patience.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }
}
