package io.firebreak.chaos.bench.overload;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CpuUseTest {
    @Test
    void saysHowManyProcessorsEachPartKeptBusy() {
        CpuUse before = new CpuUse(0, Map.of("cell", Duration.ofSeconds(10)));
        CpuUse after = new CpuUse(
                Duration.ofSeconds(4).toNanos(), Map.of("cell", Duration.ofSeconds(16), "late", Duration.ofSeconds(1)));

        assertThat(after.processorsSince(before)).isEqualTo(Map.of("cell", 1.5, "late", 0.25));
        assertThat(CpuUse.text(Map.of("cell", 1.5))).isEqualTo("cell 1.50");
    }
}
