package io.firebreak.identity.metrics;

import io.firebreak.identity.ServiceIdentity;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Instant;

/** When the certificate in use ends, as Prometheus writes moments: what is to renew it may have stopped long before. */
public final class IdentityMetrics implements MeterBinder {
    private final ServiceIdentity identity;

    public IdentityMetrics(ServiceIdentity identity) {
        this.identity = identity;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        if (identity.isPresent()) {
            Gauge.builder("firebreak.identity.expiry.timestamp", identity, IdentityMetrics::expiry)
                    .description("When the certificate in use ends, in seconds since 1970")
                    .baseUnit("seconds")
                    .register(registry);
        }
    }

    private static double expiry(ServiceIdentity identity) {
        return identity.expires().map(Instant::getEpochSecond).orElse(0L);
    }
}
