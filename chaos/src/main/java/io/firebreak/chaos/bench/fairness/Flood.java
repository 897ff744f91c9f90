package io.firebreak.chaos.bench.fairness;

import io.firebreak.chaos.bench.load.LoadLoop;
import io.firebreak.chaos.bench.load.RegionTraffic;
import io.firebreak.chaos.bench.load.RequestText;
import io.firebreak.chaos.bench.load.Tally;
import io.firebreak.chaos.load.NanoClock;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** The tenant that launches many times what it may, on a thread and connections of its own. */
final class Flood {
    /** Refusals are quick: at 1,000 a second a few connections are enough, and who floods has no better manners than this. */
    private static final int CONNECTIONS = 256;

    private final InetSocketAddress router;
    private final String key;
    private final int perSecond;
    private final Course course;
    private final NanoClock clock;

    Flood(InetSocketAddress router, String key, int perSecond, Course course, NanoClock clock) {
        this.router = router;
        this.key = key;
        this.perSecond = perSecond;
        this.course = course;
        this.clock = clock;
    }

    /** Will begin in its time; the result is what the floods that count were answered. */
    FutureTask<Tally.Figures> begin(long startNanos) {
        FutureTask<Tally.Figures> task = new FutureTask<>(() -> run(startNanos));
        Thread.ofPlatform().name("flood").daemon().start(task);
        return task;
    }

    private Tally.Figures run(long startNanos) throws IOException {
        clock.waitUntil(startNanos + course.firstFloodAt().toNanos());
        new LoadLoop(router, launches("first-"), CONNECTIONS, clock).atRate(perSecond, course.firstFlood());
        Tally tally = new Tally();
        LoadLoop flood = new LoadLoop(router, launches("flood-"), CONNECTIONS, clock, tally);
        for (int round = 0; round < course.rounds(); round++) {
            clock.waitUntil(startNanos + course.floodAt(round).toNanos());
            flood.atRate(perSecond, course.window());
        }
        return tally.figures();
    }

    private RequestText launches(String tokens) {
        return (number, out) -> out.put(RegionTraffic.launch(key, tokens + number));
    }

    /** What the floods were answered, as soon as they are over. */
    static Tally.Figures await(FutureTask<Tally.Figures> flood) throws IOException {
        try {
            return flood.get();
        } catch (ExecutionException e) {
            throw new IOException("the flood broke off", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted in the flood", e);
        }
    }
}
