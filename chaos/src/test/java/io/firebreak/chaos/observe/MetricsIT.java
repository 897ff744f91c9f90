package io.firebreak.chaos.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.chaos.region.JsonCalls;
import io.firebreak.chaos.region.RegionFile;
import io.firebreak.chaos.region.RegionProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What fifty tenants do, and what strangers send, makes no series of its own, and every metric of ours is in the documents. */
@ExtendWith(SharedObservedRegion.class)
class MetricsIT {
    /** The catalogue has 103 types; 15 calls with 6 outcomes each, or templates, methods and statuses, are fewer. */
    private static final int WIDEST = 150;
    /** An id of a tenant or an instance, or a part of a path that is no template. */
    private static final Pattern OF_ONE =
            Pattern.compile("t-\\d+|i-[0-9a-f]{17}|fbk_|.*/nothing-\\d+.*|.*[?&=].*|.*i-[0-9a-f]{17}.*");

    private static final Path DOCUMENT = Path.of("..", "docs", "metrics.md");

    @BeforeAll
    static void traffic(ObservedRegion region) {
        for (int i = 0; i < ObservedRegion.TENANTS; i++) {
            RegionFile.Tenant tenant = region.tenant(i);
            JsonCalls router = region.router(tenant);
            JsonCalls.Answer launched = router.post("/v1/instances", ObservedRegion.launch());
            assertThat(launched.status()).as(launched.body().toString()).isEqualTo(201);
            String id = launched.body().at("/instances/0/id").asString();
            assertThat(router.get("/v1/instances/" + id).status()).isEqualTo(200);
            assertThat(router.get("/v1/instances?tag.name=nothing-" + i).status())
                    .isEqualTo(200);
            assertThat(router.get("/v1/nothing-" + i).status()).isEqualTo(404);
            for (RegionFile.Cell cell : region.file().cells()) {
                stranger(region, cell, i);
            }
            if (i % 2 == 0) {
                assertThat(router.delete("/v1/instances/" + id).isGood()).isTrue();
            }
        }
    }

    /** Past the router, which refuses most of this by itself. */
    private static void stranger(ObservedRegion region, RegionFile.Cell cell, int number) {
        URI node = cell.nodes().getFirst().url();
        HttpRequest.Builder request = HttpRequest.newBuilder(node.resolve("/v1/nothing-" + number))
                .header("Authorization", "Bearer " + region.tenant(number).key());
        assertThat(region.send(request.build()).statusCode()).isBetween(400, 499);
        assertThat(region.send(request.copy()
                                .method("NOTHING" + number, BodyPublishers.noBody())
                                .build())
                        .statusCode())
                .isBetween(400, 599);
    }

    @Test
    void noLabelNamesATenantAnInstanceOrAPath(ObservedRegion region) {
        for (RegionProcess process : applications(region)) {
            Exposition exposition = scrape(region, process);
            Set<String> ofOne = exposition.series().values().stream()
                    .flatMap(List::stream)
                    .flatMap(series -> series.labels().entrySet().stream()
                            .filter(label -> OF_ONE.matcher(label.getValue()).matches())
                            .map(label -> series.name() + '{' + label + '}'))
                    .collect(Collectors.toCollection(TreeSet::new));
            assertThat(ofOne).as("labels of %s", process.name()).isEmpty();
        }
    }

    @Test
    void noFamilyGrowsWithTenants(ObservedRegion region) {
        for (RegionProcess process : applications(region)) {
            Exposition exposition = scrape(region, process);
            assertThat(exposition.series().keySet()).hasSizeGreaterThan(20);
            assertThat(exposition.series().keySet())
                    .as("families of %s with over %d series", process.name(), WIDEST)
                    .allSatisfy(family -> assertThat(exposition.width(family)).isLessThanOrEqualTo(WIDEST));
        }
    }

    @Test
    void everyMetricOfOursIsInTheDocument(ObservedRegion region) throws IOException {
        String document = Files.readString(DOCUMENT).replace('.', '_');
        Set<String> unknown = new TreeSet<>();
        for (RegionProcess process : applications(region)) {
            for (String family : scrape(region, process).series().keySet()) {
                if (family.startsWith("firebreak_")
                        && !document.contains('`' + family.replaceFirst("_seconds$", "") + '`')) {
                    unknown.add(family);
                }
            }
        }
        assertThat(unknown).as("metrics that are not in docs/metrics.md").isEmpty();
    }

    @Test
    void routerAndCellsTellRequestsByCallAndOutcome(ObservedRegion region) {
        List<RegionProcess> applications = applications(region);
        assertThat(applications.stream()
                        .filter(process -> process.name().value().startsWith("router"))
                        .map(process -> scrape(region, process)))
                .allSatisfy(router -> assertThat(router.series().get("firebreak_router_requests_seconds"))
                        .extracting(series -> series.labels().get("kind")
                                + ' '
                                + series.labels().get("outcome"))
                        .contains("launch ok", "list ok", "describe ok", "other client_error"));
        assertThat(applications.stream()
                        .filter(process -> process.name().value().contains("/node-"))
                        .map(process -> scrape(region, process)))
                .hasSize(2)
                .allSatisfy(node -> assertThat(node.series().get("http_server_requests_seconds"))
                        .extracting(series -> series.labels().get("method")
                                + ' '
                                + series.labels().get("uri")
                                + ' '
                                + series.labels().get("outcome"))
                        .contains("POST /v1/instances SUCCESS", "GET /v1/instances SUCCESS"));
    }

    private static List<RegionProcess> applications(ObservedRegion region) {
        List<RegionProcess> applications = region.region.control().processes().stream()
                .filter(process -> process.managementUrl() != null)
                .toList();
        assertThat(applications).hasSize(6);
        return applications;
    }

    private static Exposition scrape(ObservedRegion region, RegionProcess process) {
        HttpResponse<String> scraped =
                region.get(Objects.requireNonNull(process.managementUrl()).resolve("/actuator/prometheus"));
        assertThat(scraped.statusCode()).isEqualTo(200);
        return Exposition.of(scraped.body());
    }
}
