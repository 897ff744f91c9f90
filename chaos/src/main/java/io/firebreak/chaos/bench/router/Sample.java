package io.firebreak.chaos.bench.router;

import io.firebreak.chaos.bench.load.Load;
import java.time.Duration;

/**
 * What a proxy did in one round.
 *
 * @param perSecond answers
 * @param p50 microseconds, as the other percentiles
 * @param proxyMicros processor time of the proxy per answer, as the others
 */
record Sample(
        Setting setting,
        String proxy,
        double perSecond,
        double p50,
        double p99,
        double p999,
        double proxyMicros,
        double upstreamMicros,
        double generatorMicros) {
    /** What all proxies of a round have in common. */
    record Setting(int eventLoops, int connections) {
        @Override
        public String toString() {
            return "%d event loop%s, %d connections".formatted(eventLoops, eventLoops == 1 ? "" : "s", connections);
        }
    }

    static Sample of(Setting setting, String proxy, Load load, Duration proxyCpu, Duration upstreamCpu) {
        return new Sample(
                setting,
                proxy,
                load.perSecond(),
                load.micros(50),
                load.micros(99),
                load.micros(99.9),
                load.microsPerAnswer(proxyCpu),
                load.microsPerAnswer(upstreamCpu),
                load.microsPerAnswer(load.cpu()));
    }
}
