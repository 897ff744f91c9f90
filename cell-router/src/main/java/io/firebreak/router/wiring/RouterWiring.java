package io.firebreak.router.wiring;

import static java.util.Objects.requireNonNull;

import io.firebreak.identity.IdentitySettings;
import io.firebreak.identity.Role;
import io.firebreak.identity.ServiceIdentity;
import io.firebreak.identity.metrics.IdentityMetrics;
import io.firebreak.router.accesslog.AccessLog;
import io.firebreak.router.edge.ApiServer;
import io.firebreak.router.edge.Edge;
import io.firebreak.router.edge.EdgeAssembly;
import io.firebreak.router.edge.HttpLimits;
import io.firebreak.router.forwarding.CellHttp;
import io.firebreak.router.gather.CursorSeal;
import io.firebreak.router.health.CellHealth;
import io.firebreak.router.health.NodeChoice;
import io.firebreak.router.health.Outliers;
import io.firebreak.router.observe.BusiestTenants;
import io.firebreak.router.probing.HttpProbe;
import io.firebreak.router.probing.NodeVerdicts;
import io.firebreak.router.probing.ProbeSettings;
import io.firebreak.router.probing.Probes;
import io.firebreak.router.shedding.TenantBuckets;
import io.firebreak.router.standalone.StandaloneSettings;
import io.firebreak.router.standalone.StandaloneTables;
import io.firebreak.router.table.DirectoryClient;
import io.firebreak.router.table.FeedMetrics;
import io.firebreak.router.table.TableFeed;
import io.firebreak.router.table.TableKeeper;
import io.firebreak.router.table.TableMetrics;
import io.firebreak.router.table.TablePoller;
import io.firebreak.router.tracing.CallSpans;
import io.firebreak.router.transport.EventLoops;
import io.firebreak.router.transport.ListenerTls;
import io.firebreak.router.transport.ListenerTlsSettings;
import io.firebreak.router.transport.OutgoingTls;
import io.firebreak.telemetry.Tracing;
import io.firebreak.telemetry.TracingConfiguration;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.micrometer.tagged.TaggedCircuitBreakerMetrics;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.reactor.netty.autoconfigure.NettyServerProperties;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Puts the router together. Time and chance come from here. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({RouterSettings.class, IdentitySettings.class})
@Import(TracingConfiguration.class)
class RouterWiring {
    private static final Duration FOREVER = Duration.ofDays(3_650);
    private static final int UNLIMITED = -1;

    /** Of the thread that asks: event loops draw for each request, and share nothing. */
    @Bean
    RandomGenerator randomGenerator() {
        return () -> ThreadLocalRandom.current().nextLong();
    }

    @Bean
    InstantSource instantSource() {
        return InstantSource.system();
    }

    @Bean
    CircuitBreakerRegistry circuitBreakerRegistry() {
        return CircuitBreakerRegistry.ofDefaults();
    }

    @Bean
    MeterBinder breakerMetrics(CircuitBreakerRegistry registry) {
        return TaggedCircuitBreakerMetrics.ofCircuitBreakerRegistry(registry);
    }

    @Bean
    CellHealth cellHealth(RouterSettings settings, Clock clock, CircuitBreakerRegistry registry) {
        return new CellHealth(settings.cellBreaker(), settings.nodeBreaker(), clock, registry);
    }

    @Bean
    NodeChoice nodeChoice(CellHealth health, Outliers outliers, RandomGenerator random) {
        return new NodeChoice(health, outliers, random);
    }

    @Bean
    Outliers outliers(RouterSettings settings, Clock clock, RandomGenerator random) {
        return new Outliers(settings.outlier(), clock, random);
    }

    @Bean(destroyMethod = "close")
    Probes probes(
            RouterSettings settings,
            ServiceIdentity identity,
            CellHealth health,
            Outliers outliers,
            MeterRegistry meters,
            Clock clock,
            RandomGenerator random) {
        ProbeSettings probe = settings.probe();
        return new Probes(
                probe,
                new HttpProbe(probe, clock, towards(Role.CELL, identity))::ask,
                new NodeVerdicts(outliers, health, meters),
                random);
    }

    @Bean
    TableKeeper tableKeeper(InstantSource time, CellHealth health, NodeChoice nodes, Outliers outliers, Probes probes) {
        return new TableKeeper(time, List.of(health::keepOnly, nodes::keepOnly, outliers::keepOnly, probes::keepOnly));
    }

    @Bean
    BusiestTenants busiestTenants(Clock clock) {
        return new BusiestTenants(clock);
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    AccessLog accessLog(RouterSettings settings, Clock clock, MeterRegistry meters) {
        return new AccessLog(settings.accessLog(), clock, meters);
    }

    @Bean
    TableMetrics tableMetrics(TableKeeper tables) {
        return new TableMetrics(tables);
    }

    /** Its start loads the table from disk, and comes before the server's, which is started last. */
    @Bean(initMethod = "start", destroyMethod = "close")
    TableFeed tableFeed(
            RouterSettings settings,
            ServiceIdentity identity,
            TableKeeper keeper,
            InstantSource time,
            RandomGenerator random,
            MeterRegistry meters) {
        StandaloneSettings standalone = settings.standalone();
        if (standalone != null) {
            return new StandaloneTables(standalone.file(), keeper, time);
        }
        DirectoryClient directory = new DirectoryClient(
                requireNonNull(settings.directoryUrl()),
                requireNonNull(settings.internalSecret()),
                settings.table(),
                towards(Role.DIRECTORY, identity));
        return new TablePoller(
                directory, requireNonNull(settings.tableFile()), keeper, settings.table(), time, random, meters);
    }

    @Bean
    FeedMetrics feedMetrics(TableFeed feed) {
        return new FeedMetrics(feed);
    }

    @Bean
    TenantBuckets tenantBuckets(RouterSettings settings, Clock clock, MeterRegistry meters) {
        return new TenantBuckets(settings.shed().tenants(), clock, meters);
    }

    /** A choice this machine does not have stops the start. */
    @Bean(destroyMethod = "close")
    EventLoops eventLoops(RouterSettings settings) {
        return new EventLoops(settings.edge().transport(), settings.edge().eventLoops());
    }

    @Bean(destroyMethod = "close")
    CellHttp cellHttp(RouterSettings settings, ServiceIdentity identity, EventLoops loops, Clock clock) {
        return new CellHttp(settings.cells(), loops, clock, towards(Role.CELL, identity));
    }

    @Bean
    Edge edge(
            RouterSettings settings,
            TableKeeper tables,
            TableFeed feed,
            CellHttp http,
            CellHealth health,
            NodeChoice nodes,
            Outliers outliers,
            BusiestTenants busiest,
            AccessLog log,
            Tracing tracing,
            TenantBuckets buckets,
            MeterRegistry meters,
            Clock clock,
            RandomGenerator random) {
        EdgeAssembly assembly = new EdgeAssembly(
                tables,
                http,
                health,
                nodes,
                outliers,
                busiest,
                log,
                new CallSpans(tracing),
                buckets,
                settings.edge(),
                settings.cells(),
                meters,
                clock,
                random,
                new SecureRandom());
        return feed instanceof StandaloneTables standalone
                ? assembly.serviceEdge(standalone::rules)
                : assembly.apiEdge(
                        new CursorSeal(requireNonNull(settings.internalSecret())),
                        settings.shed().rates());
    }

    @Bean(destroyMethod = "close")
    ServiceIdentity serviceIdentity(IdentitySettings settings) {
        return settings.open();
    }

    @Bean
    IdentityMetrics identityMetrics(ServiceIdentity identity) {
        return new IdentityMetrics(identity);
    }

    private static @Nullable OutgoingTls towards(Role role, ServiceIdentity identity) {
        return identity.isPresent() ? new OutgoingTls(identity.tls(server -> server.role() == role)) : null;
    }

    /** Boot's properties stand for the API port as they are documented; those of the decoder come from Netty's. */
    @Bean
    ApiServer apiServer(
            Edge edge,
            EventLoops loops,
            RouterSettings settings,
            ServerProperties server,
            NettyServerProperties netty) {
        Duration idle = netty.getIdleTimeout();
        Integer requests = netty.getMaxKeepAliveRequests();
        HttpLimits limits = new HttpLimits(
                (int) netty.getMaxInitialLineLength().toBytes(),
                (int) server.getMaxHttpRequestHeaderSize().toBytes(),
                idle == null ? FOREVER : idle,
                requests == null ? UNLIMITED : requests);
        ListenerTlsSettings tls = settings.tls();
        return edge.server(loops, limits, tls == null ? null : new ListenerTls(tls));
    }

    @Bean
    Drain drain(ApiServer server, RouterSettings settings) {
        return new Drain(server, settings.drain());
    }

    /** While code is made ahead of time this is asked for its class when there are no settings, so it takes nothing yet. */
    @Bean
    ApiServerFactory apiServerFactory(ObjectProvider<ApiServer> api) {
        return new ApiServerFactory(api::getObject);
    }
}
