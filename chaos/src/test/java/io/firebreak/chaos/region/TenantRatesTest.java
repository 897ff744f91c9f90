package io.firebreak.chaos.region;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TenantRatesTest {
    @Test
    void giveCellsAndRoutersASecondsWorthOfEachKindOfCall() {
        TenantRates rates = new TenantRates(20, 30);

        assertThat(rates.ofNodes())
                .isEqualTo(Map.of(
                        "firebreak.cell.request-limits.launch.rate", 20,
                        "firebreak.cell.request-limits.launch.burst", 20,
                        "firebreak.cell.request-limits.change.rate", 20,
                        "firebreak.cell.request-limits.change.burst", 20,
                        "firebreak.cell.request-limits.describe.rate", 20,
                        "firebreak.cell.request-limits.describe.burst", 20,
                        "firebreak.cell.request-limits.list.rate", 20,
                        "firebreak.cell.request-limits.list.burst", 20));
        assertThat(rates.ofRouters())
                .hasSize(8)
                .containsEntry("firebreak.router.shed.launch.rate", 30)
                .containsEntry("firebreak.router.shed.launch.burst", 30);
    }

    @Test
    void leaveTheApplicationsToThemselvesWithoutANumber() {
        assertThat(TenantRates.USUAL.ofNodes()).isEmpty();
        assertThat(TenantRates.USUAL.ofRouters()).isEmpty();
    }
}
