package io.firebreak.cell.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.cell.harness.SharedCell;
import io.firebreak.cell.harness.TestCell;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

class ManagementIT {
    private final TestCell cell = SharedCell.withTenants("watched");

    @Test
    void showsLaunchesAndQueuesAsMetrics() throws Exception {
        cell.launch("watched", "metrics", 1);

        assertThat(get(cell.managementUrl().resolve("/actuator/prometheus")).body())
                .contains("firebreak_launches_total{outcome=\"launched\"}")
                .contains("firebreak_commit_time_seconds_count")
                .contains("firebreak_tokens_unsettled")
                .contains("firebreak_dispatch_queue")
                .doesNotContain("watched");
    }

    @Test
    void hasNoFaultHooksUnlessChaosIsEnabled() throws Exception {
        assertThat(get(cell.managementUrl().resolve("/actuator/poison")).statusCode())
                .isEqualTo(404);
        assertThat(get(cell.managementUrl().resolve("/actuator/health/liveness"))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void describesItsApiWithoutTheCallerAsAParameter() throws Exception {
        assertThat(get(cell.url().resolve("/v3/api-docs")).body())
                .contains("/v1/instances/{id}:stop")
                .contains("/v1/instance-types")
                .doesNotContain("keyHash");
    }

    private static HttpResponse<String> get(URI address) throws Exception {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
    }
}
