package io.firebreak.chaos.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.firebreak.assigner.CellId;
import io.firebreak.assigner.TenantId;
import io.firebreak.chaos.load.NanoClock;
import io.firebreak.chaos.region.Architecture;
import io.firebreak.chaos.region.Json;
import io.firebreak.chaos.region.RegionFile;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Against a directory and a router in one server. */
@SuppressWarnings("NullAway.Init")
class GuestTenantsTest {
    @TempDir
    private Path home;

    private final HttpClient http = HttpClient.newHttpClient();
    /** Keys by tenant, as the directory was given them. */
    private final SortedMap<String, String> created = new TreeMap<>();

    private final AtomicInteger looks = new AtomicInteger();
    private HttpServer server;
    private int refusal;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/admin/v1/tenants", this::tenants);
        server.createContext(
                "/actuator/routingtable", exchange -> answer(exchange, 200, Map.of("tenants", created.size())));
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        http.close();
    }

    /** A tenant is pending at the first look after it was made. */
    private void tenants(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        if (exchange.getRequestMethod().equals("GET")) {
            String state = looks.getAndIncrement() == 1 ? "pending" : "active";
            answer(
                    exchange,
                    200,
                    Map.of(
                            "tenants",
                            created.keySet().stream()
                                    .map(id -> Map.of("id", id, "cells", List.of("cell-1", "cell-3"), "state", state))
                                    .toList()));
        } else if (refusal != 0) {
            answer(exchange, refusal, Map.of("detail", "too few cells"));
        } else {
            for (JsonNode tenant : Json.MAPPER.readTree(body).path("tenants")) {
                created.put(tenant.path("id").asString(), tenant.path("key").asString());
            }
            answer(exchange, 201, Map.of());
        }
    }

    private static void answer(HttpExchange exchange, int status, Object body) throws IOException {
        byte[] json = Json.MAPPER.writeValueAsBytes(body);
        exchange.sendResponseHeaders(status, json.length);
        exchange.getResponseBody().write(json);
        exchange.close();
    }

    private List<RegionFile.Tenant> enrol(int count) throws IOException {
        return new GuestTenants(region(), http, NanoClock.system())
                .enrol(count, new KeptTenants(home, new SplittableRandom(1)));
    }

    private RegionFile region() {
        URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        RegionFile.App app = new RegionFile.App(url, url, 0);
        return new RegionFile(
                Architecture.SHUFFLE,
                1,
                new RegionFile.Supervisor(url, 0, ""),
                new RegionFile.Router(url),
                List.of(app),
                new RegionFile.Directory(url, url, 0, "an admin token", new RegionFile.Database("jdbc:none", 0)),
                List.of(),
                List.of(),
                "",
                "an internal secret",
                null,
                null,
                null);
    }

    @Test
    void enrolsTenantsWithKeysOfItsOwnAndWaitsUntilTheyAreActive() throws IOException {
        List<RegionFile.Tenant> tenants = enrol(3);
        assertThat(tenants)
                .extracting(RegionFile.Tenant::id)
                .containsExactly(new TenantId("t-001"), new TenantId("t-002"), new TenantId("t-003"));
        assertThat(tenants).allSatisfy(tenant -> {
            assertThat(tenant.key()).isEqualTo(created.get(tenant.id().value()));
            assertThat(tenant.cells()).containsExactly(new CellId("cell-1"), new CellId("cell-3"));
        });
        assertThat(looks.get()).isGreaterThan(2);
    }

    @Test
    void usesTheTenantsOfAnEarlierDayAndEnrolsOnlyWhoIsMissing() throws IOException {
        List<RegionFile.Tenant> first = enrol(2);
        Map<String, String> before = Map.copyOf(created);
        assertThat(enrol(3)).hasSize(3).containsAll(first);
        assertThat(created).containsAllEntriesOf(before).hasSize(3);
    }

    @Test
    void givesARegionThatWasMadeAnewTheSameTenants() throws IOException {
        List<RegionFile.Tenant> first = enrol(2);
        created.clear();
        assertThat(enrol(2)).isEqualTo(first);
    }

    @Test
    void saysWhatTheDirectoryRefused() {
        refusal = 409;
        assertThatThrownBy(() -> enrol(1)).isInstanceOf(IOException.class).hasMessageContaining("too few cells");
    }
}
