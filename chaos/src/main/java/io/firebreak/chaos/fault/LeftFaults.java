package io.firebreak.chaos.fault;

import io.firebreak.assigner.TenantId;
import io.firebreak.chaos.load.NanoClock;
import io.firebreak.chaos.region.LocalRegion;
import io.firebreak.chaos.region.Progress;
import io.firebreak.chaos.region.RegionDriver;
import io.firebreak.chaos.region.RegionUnreachableException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Undoes what a game day left whose program was killed before it could. */
public final class LeftFaults {
    private LeftFaults() {}

    /**
     * Puts the region of a home back, if a killed program left faults there. A region that was started for the game day
     * is stopped, since nobody else would; in any other one every fault is undone.
     *
     * @throws IllegalStateException when the region or a node does not answer; the next call tries again
     */
    public static void undo(Path home, Progress progress) throws InterruptedException {
        StandingFaults.Written left = StandingFaults.left(home).orElse(null);
        if (left == null || StandingFaults.areOwned(home)) {
            return;
        }
        progress.report("a game day was killed (process %d): undoing what it left".formatted(left.pid()));
        try {
            if (left.ownRegion()) {
                LocalRegion.stop(home, progress);
            } else {
                undo(left, LocalRegion.attach(home));
            }
        } catch (RegionUnreachableException e) {
            if (LocalRegion.isUp(home)) {
                throw new IllegalStateException(
                        "what a killed game day left could not be undone, try again: " + e.getMessage(), e);
            }
            progress.report("its region is gone, and the faults with it");
        }
        StandingFaults.forget(home);
    }

    /**
     * Likewise, where the region runs by itself: no game day starts or stops it.
     *
     * @param home where what stands is written down
     * @param region finds it, if there is something to undo
     */
    public static void undo(Path home, Supplier<? extends RegionDriver> region, Progress progress)
            throws InterruptedException {
        StandingFaults.Written left = StandingFaults.left(home).orElse(null);
        if (left == null || StandingFaults.areOwned(home)) {
            return;
        }
        progress.report("a game day was killed: undoing what it left");
        try {
            undo(left, region.get());
        } catch (RegionUnreachableException e) {
            throw new IllegalStateException(
                    "what a killed game day left could not be undone, try again: " + e.getMessage(), e);
        }
        StandingFaults.forget(home);
    }

    /** What cannot be undone keeps nothing else from being undone. */
    static void undo(StandingFaults.Written left, RegionDriver region) throws InterruptedException {
        List<Exception> failures = new ArrayList<>();
        attempt(() -> region.control().resume(left.paused()), failures);
        attempt(() -> region.control().release(left.held()), failures);
        attempt(() -> region.control().rollBack(left.deployed()), failures);
        try (HttpClient http = HttpClient.newHttpClient()) {
            FaultHooks hooks = FaultHooks.of(http, NanoClock.system(), region.file());
            attempt(() -> hooks.network().heal(left.cutOff(), Injector.DISARM_PATIENCE), failures);
            attempt(() -> hooks.heal(left.gray(), Injector.DISARM_PATIENCE), failures);
            attempt(() -> hooks.setRight(left.skewed(), Injector.DISARM_PATIENCE), failures);
            attempt(() -> hooks.restorePower(left.dark(), Injector.DISARM_PATIENCE), failures);
            for (String tenant : left.poisoned()) {
                attempt(() -> hooks.disarm(new TenantId(tenant), Injector.DISARM_PATIENCE), failures);
            }
        }
        if (!failures.isEmpty()) {
            Exception first = failures.getFirst();
            if (first instanceof RegionUnreachableException unreachable) {
                throw unreachable;
            }
            throw new IllegalStateException("a fault could not be undone: " + first.getMessage(), first);
        }
    }

    @FunctionalInterface
    private interface Undoing {
        void run() throws TimeoutException, InterruptedException;
    }

    private static void attempt(Undoing undoing, List<Exception> failures) throws InterruptedException {
        try {
            undoing.run();
        } catch (TimeoutException | RuntimeException e) {
            failures.add(e);
        }
    }
}
