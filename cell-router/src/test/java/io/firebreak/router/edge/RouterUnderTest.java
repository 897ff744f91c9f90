package io.firebreak.router.edge;

import io.firebreak.assigner.CellId;
import io.firebreak.assigner.CellState;
import io.firebreak.assigner.Shard;
import io.firebreak.assigner.TenantId;
import io.firebreak.router.cells.FakeCell;
import io.firebreak.router.forwarding.CellHttp;
import io.firebreak.router.forwarding.ForwardingSettings;
import io.firebreak.router.gather.CursorSeal;
import io.firebreak.router.health.BreakerSettings;
import io.firebreak.router.health.CellHealth;
import io.firebreak.router.health.NodeChoice;
import io.firebreak.router.health.OutlierSettings;
import io.firebreak.router.health.Outliers;
import io.firebreak.router.observe.BusiestTenants;
import io.firebreak.router.routing.RequestRate;
import io.firebreak.router.routing.RequestRates;
import io.firebreak.router.routing.RoutedCell;
import io.firebreak.router.routing.RoutedTenant;
import io.firebreak.router.routing.RoutingTable;
import io.firebreak.router.shedding.TenantBuckets;
import io.firebreak.router.table.LoadedTable;
import io.firebreak.router.table.TableKeeper;
import io.firebreak.router.tenancy.ServiceRules;
import io.firebreak.router.tracing.CallSpans;
import io.firebreak.router.transport.EventLoops;
import io.firebreak.router.transport.Transport;
import io.firebreak.telemetry.Tracing;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.springframework.util.unit.DataSize;

/** A router on a free port in front of fake cells, and a client for it. */
final class RouterUnderTest implements AutoCloseable {
    static final String SECRET = "abcdefghijklmnopqrstuvwx";
    private static final int SEED = 7;
    private static final int LONGER_THAN_HELD = 200_000;

    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final TableKeeper tables;
    private final Outliers outliers;
    private final CellHttp http;
    private final EventLoops loops;
    private final ApiServer server;
    private final HttpClient client = HttpClient.newHttpClient();

    private RouterUnderTest(
            RoutingTable table,
            ForwardingSettings cells,
            BreakerSettings breaker,
            OutlierSettings outlier,
            RequestRates rates,
            Tracing tracing,
            boolean streams,
            int eventLoops,
            Optional<ServiceRules> service) {
        loops = new EventLoops(Transport.AUTO, eventLoops);
        tables = LoadedTable.with(table);
        http = new CellHttp(cells, loops, Clock.SYSTEM, null);
        Random random = new Random(SEED);
        CellHealth health = new CellHealth(breaker, breaker, Clock.SYSTEM, CircuitBreakerRegistry.ofDefaults());
        outliers = new Outliers(outlier, Clock.SYSTEM, random);
        EdgeSettings edge = new EdgeSettings(
                1_000,
                100,
                DataSize.ofKilobytes(64),
                streams,
                Duration.ofSeconds(2),
                Duration.ofSeconds(2),
                Duration.ofSeconds(2),
                Transport.AUTO,
                eventLoops);
        EdgeAssembly assembly = new EdgeAssembly(
                tables,
                http,
                health,
                new NodeChoice(health, outliers, random),
                outliers,
                new BusiestTenants(Clock.SYSTEM),
                SilentLog.over(meters),
                new CallSpans(tracing),
                new TenantBuckets(100, Clock.SYSTEM, meters),
                edge,
                cells,
                meters,
                Clock.SYSTEM,
                random,
                random);
        Edge handler = service.map(rules -> assembly.serviceEdge(() -> rules))
                .orElseGet(() -> assembly.apiEdge(new CursorSeal("secret"), rates));
        server = (streams ? Uploads.taken(handler) : handler)
                .server(loops, new HttpLimits(4_096, 16_384, Duration.ofMinutes(1), 10_000), null);
        server.listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    static Region region() {
        return new Region();
    }

    int port() {
        return server.port();
    }

    /** Probes find a node dead. */
    void findsDead(FakeCell node) {
        tables.current().orElseThrow().cells().stream()
                .filter(cell -> cell.nodes().contains(node.url()))
                .forEach(cell -> outliers.probed(cell, node.url(), false));
    }

    /** How many reads it asked of another one too. */
    double hedges() {
        return meters.find("firebreak.router.hedges").counters().stream()
                .mapToDouble(counter -> counter.count())
                .sum();
    }

    HttpResponse<String> launch(String tenant, String token) {
        return send(authorized(tenant, "/v1/instances")
                .header("Idempotency-Key", token)
                .POST(BodyPublishers.ofString("{\"instanceType\":\"c5.large\"}"))
                .build());
    }

    HttpResponse<String> get(String tenant, String path) {
        return send(authorized(tenant, path).build());
    }

    HttpResponse<String> post(String tenant, String path, String body) {
        return send(authorized(tenant, path).POST(BodyPublishers.ofString(body)).build());
    }

    /** A read with a body that is too long to be held, where uploads are taken. */
    HttpResponse<String> getWithUpload(String tenant, String path) {
        return send(authorized(tenant, path)
                .method("GET", BodyPublishers.ofByteArray(new byte[LONGER_THAN_HELD]))
                .build());
    }

    HttpResponse<String> delete(String tenant, String path) {
        return send(authorized(tenant, path).DELETE().build());
    }

    HttpRequest.Builder authorized(String tenant, String path) {
        return request(path).header("Authorization", "Bearer fbk_%s_%s".formatted(tenant, SECRET));
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d%s".formatted(port(), path)))
                .timeout(Duration.ofSeconds(10));
    }

    HttpResponse<String> send(HttpRequest request) {
        try {
            return client.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.close();
        http.close();
        loops.close();
        client.close();
    }

    /** Cells, tenants and settings of a router to be started. */
    static final class Region {
        private static final Duration SOON = Duration.ofMillis(200);

        private final List<RoutedCell> cells = new ArrayList<>();
        private final List<RoutedTenant> tenants = new ArrayList<>();
        private Duration attempt = Duration.ofMillis(300);
        private Duration budget = Duration.ofSeconds(2);
        private int breakerCalls = 1_000;
        private Duration breakerOpenFor = SOON;
        private Duration slowCall = Duration.ofSeconds(5);
        private int retryPercent = 20;
        private int retryFloor = 1_000;
        private RequestRates rates = RequestRates.NONE;
        private OutlierSettings outlier = outlier(Duration.ZERO);
        private Tracing tracing = Tracing.off();
        private boolean streams;
        private int places = 64;
        private int eventLoops = 2;
        private Optional<ServiceRules> service = Optional.empty();

        Region cell(int number, FakeCell... nodes) {
            return cell(number, CellState.ACTIVE, nodes);
        }

        Region cell(int number, CellState state, FakeCell... nodes) {
            List<URI> urls = Arrays.stream(nodes).map(FakeCell::url).toList();
            cells.add(new RoutedCell(new CellId("cell-" + number), number, "zone-1", state, urls));
            return this;
        }

        Region tenant(String id, int... numbers) {
            List<CellId> shard = Arrays.stream(numbers)
                    .mapToObj(number -> new CellId("cell-" + number))
                    .toList();
            tenants.add(new RoutedTenant(new TenantId(id), 1, new Shard(shard)));
            return this;
        }

        /** A tenant of which the table tells one rate for all calls. */
        Region tenant(String id, RequestRate rate, int number) {
            return tenant(id, RequestRates.ofAll(rate), number);
        }

        /** A tenant of which the table tells rates. */
        Region tenant(String id, RequestRates rates, int number) {
            Shard shard = new Shard(List.of(new CellId("cell-" + number)));
            tenants.add(new RoutedTenant(new TenantId(id), 1, shard, List.of(), rates));
            return this;
        }

        /** A tenant that moves from a shard to another. */
        Region moving(String id, List<String> from, List<String> to) {
            tenants.add(new RoutedTenant(
                    new TenantId(id),
                    2,
                    new Shard(to.stream().map(CellId::new).toList()),
                    from.stream().map(CellId::new).toList()));
            return this;
        }

        Region attempt(Duration timeout) {
            attempt = timeout;
            return this;
        }

        Region budget(Duration total) {
            budget = total;
            return this;
        }

        /** Bodies longer than are held pass as they come, as they do before services that are not Firebreak's cells. */
        Region takingUploads() {
            streams = true;
            return this;
        }

        /** So many connections to a node, and so many requests that wait for one. */
        Region placesPerNode(int most) {
            places = most;
            return this;
        }

        /** No retry after a timeout can be paid for. */
        Region withoutRetries() {
            retryPercent = 0;
            retryFloor = 0;
            return this;
        }

        /** A cell that fails too often is asked last for this long. */
        Region avoidingGrayCellsFor(Duration away) {
            outlier = outlier(away);
            return this;
        }

        /** Spans go there. */
        Region tracing(Tracing spans) {
            tracing = spans;
            return this;
        }

        /** More of one tenant is turned away by the router itself. */
        Region lettingThrough(RequestRate ofOneTenant) {
            return lettingThrough(RequestRates.ofAll(ofOneTenant));
        }

        /** The same by kind of call. */
        Region lettingThrough(RequestRates ofOneTenant) {
            rates = ofOneTenant;
            return this;
        }

        /** A breaker that opens at half of this many calls. */
        Region breakerAfter(int calls) {
            return breakerAfter(calls, SOON);
        }

        /** A breaker that opens at half of this many calls, and stays open for so long. */
        Region breakerAfter(int calls, Duration openFor) {
            breakerCalls = calls;
            breakerOpenFor = openFor;
            return this;
        }

        /** The breaker opens as well when as many calls as it looks at were slower. */
        Region slowAfter(Duration slow) {
            slowCall = slow;
            return this;
        }

        /** So that whoever waits for a connection waits behind all others. */
        Region onOneEventLoop() {
            eventLoops = 1;
            return this;
        }

        /** The cells are those of a service that is not Firebreak. */
        Region ofService(ServiceRules rules) {
            service = Optional.of(rules);
            return this;
        }

        RouterUnderTest start() {
            ForwardingSettings settings = new ForwardingSettings(
                    budget,
                    attempt,
                    2,
                    Duration.ofMillis(250),
                    places,
                    places,
                    Duration.ofSeconds(5),
                    DataSize.ofMegabytes(1),
                    retryPercent,
                    retryFloor);
            return new RouterUnderTest(
                    RoutingTable.of(1, cells, tenants),
                    settings,
                    new BreakerSettings(breakerCalls, breakerCalls, 50, slowCall, 100, breakerOpenFor, 2),
                    outlier,
                    rates,
                    tracing,
                    streams,
                    eventLoops,
                    service);
        }

        private static OutlierSettings outlier(Duration away) {
            return new OutlierSettings(25, 4, away, away, Duration.ZERO, 50);
        }
    }
}
