package io.firebreak.router.probing;

import io.firebreak.router.routing.RoutedCell;
import io.firebreak.router.routing.RoutingTable;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import reactor.core.publisher.Mono;

/**
 * Asks each node of the table in a rhythm of its own, so that many routers and nodes do not ask at the same instant. One
 * thread owns all there is to know; a node's next question is set when the one before has ended.
 */
public final class Probes implements AutoCloseable {
    private static final double JITTER = 0.25;

    private final ProbeSettings settings;
    private final Function<URI, Mono<Finding>> question;
    private final NodeVerdicts verdicts;
    private final RandomGenerator random;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            work -> Thread.ofPlatform().name("probes").daemon().unstarted(work));
    private final Map<URI, Asked> nodes = new HashMap<>();
    private int underWay;

    /** What is known of one node; the object is its place in the table, so a node that leaves and returns gets a new one. */
    private static final class Asked {
        private final URI node;
        private RoutedCell cell;
        private Streak streak = Streak.FRESH;

        Asked(URI node, RoutedCell cell) {
            this.node = node;
            this.cell = cell;
        }
    }

    /**
     * Asks nobody before the first table.
     *
     * @param question always gives a finding
     */
    public Probes(
            ProbeSettings settings,
            Function<URI, Mono<Finding>> question,
            NodeVerdicts verdicts,
            RandomGenerator random) {
        this.settings = settings;
        this.question = question;
        this.verdicts = verdicts;
        this.random = random;
    }

    /** Asks these nodes from now on and no others; a cell that is out is not asked. */
    public void keepOnly(RoutingTable table) {
        if (settings.enabled()) {
            onThread(() -> replace(table));
        }
    }

    private void replace(RoutingTable table) {
        Map<URI, RoutedCell> wanted = new HashMap<>();
        table.cells().stream()
                .filter(cell -> !cell.out())
                .forEach(cell -> cell.nodes().forEach(node -> wanted.put(node, cell)));
        for (Iterator<Asked> all = nodes.values().iterator(); all.hasNext(); ) {
            Asked asked = all.next();
            RoutedCell cell = wanted.remove(asked.node);
            if (cell != null && cell.id().equals(asked.cell.id())) {
                asked.cell = cell;
            } else {
                all.remove();
                if (asked.streak.down()) {
                    verdicts.forgotten();
                }
                if (cell != null) {
                    wanted.put(asked.node, cell);
                }
            }
        }
        wanted.forEach((node, cell) -> {
            Asked asked = new Asked(node, cell);
            nodes.put(node, asked);
            verdicts.appeared(cell, node);
            askAfter(settings.interval().multipliedBy(random.nextInt(100)).dividedBy(100), asked);
        });
    }

    private void ask(Asked asked) {
        if (nodes.get(asked.node) != asked) {
            return;
        }
        if (underWay >= settings.atOnce()) {
            askAfter(settings.again(), asked);
            return;
        }
        underWay++;
        question.apply(asked.node).subscribe(finding -> onThread(() -> found(finding, asked)));
    }

    private void found(Finding finding, Asked asked) {
        underWay--;
        verdicts.count(finding);
        if (nodes.get(asked.node) != asked) {
            return;
        }
        boolean wasDown = asked.streak.down();
        asked.streak = asked.streak.after(finding, settings);
        if (asked.streak.down() && !wasDown) {
            verdicts.died(asked.cell, asked.node);
        } else if (wasDown && !asked.streak.down()) {
            verdicts.cameBack(asked.cell, asked.node);
        }
        askAfter(asked.streak.isInDoubt() ? settings.again() : jittered(settings.interval()), asked);
    }

    private Duration jittered(Duration time) {
        return Duration.ofNanos((long) (time.toNanos() * (1 - JITTER + 2 * JITTER * random.nextDouble())));
    }

    private void askAfter(Duration time, Asked asked) {
        onThreadAfter(time, () -> ask(asked));
    }

    private void onThread(Runnable work) {
        onThreadAfter(Duration.ZERO, work);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // nobody waits for it
    private void onThreadAfter(Duration time, Runnable work) {
        try {
            thread.schedule(work, time.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException closed) {
            // The router stops: there is nothing left to find out.
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
