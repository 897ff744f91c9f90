package io.firebreak.router.wiring;

import io.firebreak.router.accesslog.AccessLog;
import io.firebreak.router.edge.Edge;
import io.firebreak.router.edge.EdgeAssembly;
import io.firebreak.router.forwarding.CellHttp;
import io.firebreak.router.gather.CursorSeal;
import io.firebreak.router.health.CellHealth;
import io.firebreak.router.health.NodeChoice;
import io.firebreak.router.health.Outliers;
import io.firebreak.router.observe.BusiestTenants;
import io.firebreak.router.table.DirectoryClient;
import io.firebreak.router.table.TableKeeper;
import io.firebreak.router.table.TableMetrics;
import io.firebreak.router.table.TablePoller;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.micrometer.tagged.TaggedCircuitBreakerMetrics;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.random.RandomGenerator;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the router together. Time and chance come from here. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RouterSettings.class)
class RouterWiring {
    /** Secure, since it makes client tokens: a guessed token is another client's launch. */
    @Bean
    RandomGenerator randomGenerator() {
        return new SecureRandom();
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
    NodeChoice nodeChoice(CellHealth health, RandomGenerator random) {
        return new NodeChoice(health, random);
    }

    @Bean
    Outliers outliers(RouterSettings settings, Clock clock, RandomGenerator random) {
        return new Outliers(settings.outlier(), clock, random);
    }

    @Bean
    TableKeeper tableKeeper(InstantSource time, CellHealth health, NodeChoice nodes, Outliers outliers) {
        return new TableKeeper(time, List.of(health::keepOnly, nodes::keepOnly, outliers::keepOnly));
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
    TablePoller tablePoller(RouterSettings settings, TableKeeper keeper, InstantSource time, RandomGenerator random) {
        DirectoryClient directory =
                new DirectoryClient(settings.directoryUrl(), settings.internalSecret(), settings.table());
        return new TablePoller(directory, settings.tableFile(), keeper, settings.table(), time, random);
    }

    @Bean(destroyMethod = "close")
    CellHttp cellHttp(RouterSettings settings) {
        return new CellHttp(settings.cells());
    }

    @Bean
    Edge edge(
            RouterSettings settings,
            TableKeeper tables,
            CellHttp http,
            CellHealth health,
            NodeChoice nodes,
            Outliers outliers,
            BusiestTenants busiest,
            AccessLog log,
            MeterRegistry meters,
            Clock clock,
            RandomGenerator random) {
        return new EdgeAssembly(
                        tables,
                        http,
                        health,
                        nodes,
                        outliers,
                        new CursorSeal(settings.internalSecret()),
                        busiest,
                        log,
                        settings.edge(),
                        settings.cells(),
                        meters,
                        clock,
                        random)
                .edge();
    }

    /**
     * Puts the edge into Boot's own reactive server, before Spring's request handling, of which no request of the API port
     * sees anything. So {@code server.*} settings, limits and the graceful stop hold for the edge as they are documented. The
     * management port is another server of another context, which this customizer does not reach; Boot refuses to start when
     * both ports are the same.
     */
    @Bean
    WebServerFactoryCustomizer<NettyReactiveWebServerFactory> edgeServer(Edge edge) {
        return server -> {
            server.addServerCustomizers(edge::guard);
            server.addRouteProviders(routes -> routes.route(request -> true, edge));
        };
    }
}
