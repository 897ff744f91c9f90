package io.firebreak.chaos.fault;

import io.firebreak.chaos.load.NanoClock;
import io.firebreak.chaos.network.Toxics;
import io.firebreak.chaos.region.JsonCalls;
import io.firebreak.chaos.region.ProcessName;
import io.firebreak.chaos.region.RegionFile;
import io.firebreak.chaos.region.RegionUnreachableException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** The calls that break and heal the wires of a region. Its proxy may just be started again; it is asked until it confirms. */
final class NetworkHooks {
    private static final Duration CALL_TIMEOUT = Duration.ofSeconds(8);
    private static final long PAUSE_NANOS = 100_000_000L;
    private static final int BAD_CALL = 4;

    private final NanoClock clock;
    private final @Nullable JsonCalls proxy;

    /** @param network null where nothing stands between the processes */
    NetworkHooks(HttpClient http, NanoClock clock, RegionFile.@Nullable Network network) {
        this.clock = clock;
        this.proxy =
                network == null ? null : new JsonCalls(http, network.managementUrl(), network.token(), CALL_TIMEOUT);
    }

    private record Break(List<String> wires, Toxics toxics) {}

    private record Heal(List<String> wires) {}

    /** Makes the wires before these processes like this. */
    void apply(Collection<ProcessName> behind, Toxics toxics, Duration patience) throws TimeoutException {
        untilConfirmed("/wires/break", new Break(names(behind), toxics), patience);
    }

    /** Makes the wires before these processes whole; without any there is nothing to do. */
    void heal(Collection<ProcessName> behind, Duration patience) throws TimeoutException {
        if (!behind.isEmpty()) {
            untilConfirmed("/wires/heal", new Heal(names(behind)), patience);
        }
    }

    private static List<String> names(Collection<ProcessName> behind) {
        return behind.stream().map(ProcessName::value).toList();
    }

    private void untilConfirmed(String path, Object body, Duration patience) throws TimeoutException {
        if (proxy == null) {
            throw new IllegalStateException(
                    "nothing stands between the processes of this region: it must be started with --network-faults");
        }
        long deadline = clock.nanos() + patience.toNanos();
        while (true) {
            try {
                JsonCalls.Answer answer = proxy.post(path, body);
                if (answer.isGood()) {
                    return;
                }
                if (answer.status() / 100 == BAD_CALL) {
                    throw new IllegalStateException(
                            "%s answered %d to %s: %s".formatted(proxy.server(), answer.status(), path, answer.body()));
                }
            } catch (RegionUnreachableException _) {
                // A dead proxy comes back, and with all wires whole.
            }
            if (clock.nanos() > deadline || Thread.currentThread().isInterrupted()) {
                throw new TimeoutException(
                        "%s was not confirmed by %s within %s s".formatted(path, proxy.server(), patience.toSeconds()));
            }
            clock.waitUntil(clock.nanos() + PAUSE_NANOS);
        }
    }
}
