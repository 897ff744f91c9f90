package io.firebreak.router.edge;

import io.firebreak.router.accesslog.AccessLog;
import io.firebreak.router.accesslog.AccessLogSettings;
import io.firebreak.router.accesslog.AccessLogSettings.Target;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import org.springframework.util.unit.DataSize;

/** An access log that is off. */
final class SilentLog {
    private SilentLog() {}

    static AccessLog over(MeterRegistry meters) {
        AccessLogSettings off =
                new AccessLogSettings(Target.NONE, null, 1, Duration.ofSeconds(1), 1, 1, DataSize.ofBytes(1), 1);
        return new AccessLog(off, Clock.SYSTEM, meters);
    }
}
