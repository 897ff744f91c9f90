package io.firebreak.cell.harness;

import io.firebreak.cell.CellApplication;
import io.firebreak.cell.fleet.Fleet;
import io.firebreak.testdatabase.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A node of a cell in this JVM, over a real database, with its real HTTP port. */
public final class TestCell implements AutoCloseable {
    public static final String INTERNAL_SECRET = "internal-secret-of-tests";
    public static final String OPERATOR_KEY = "operator-key-of-tests";
    private static final String OPERATOR_HASH = Keys.sha256(OPERATOR_KEY);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final JsonMapper JSON = new JsonMapper();

    private final ConfigurableApplicationContext context;
    private final String name;

    private TestCell(ConfigurableApplicationContext context, String name) {
        this.context = context;
        this.name = name;
    }

    /** An answer with its body as JSON. */
    public record Answer(int status, JsonNode body, HttpResponse<String> raw) {
        public String code() {
            return body.path("code").asString("");
        }

        public List<String> ids() {
            return body.path("instances")
                    .valueStream()
                    .map(instance -> instance.path("id").asString())
                    .toList();
        }
    }

    /** Starts node {@code node-1} of a cell, such as {@code cell-3}, and waits until it has hosts. */
    public static TestCell start(String cell, TestDatabase database, Fleet fleet, String... more) {
        TestCell started = startWithoutHosts(cell, database, fleet, more);
        started.await("hosts", started::isReady);
        return started;
    }

    public static TestCell startWithoutHosts(String cell, TestDatabase database, Fleet fleet, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "--firebreak.cell.id=" + cell,
                "--firebreak.cell.number=" + cell.substring(cell.lastIndexOf('-') + 1),
                "--firebreak.cell.zone=zone-1",
                "--firebreak.cell.node=node-1",
                "--firebreak.cell.fleet-url=http://127.0.0.1:1",
                "--firebreak.cell.internal-secret=" + INTERNAL_SECRET,
                "--firebreak.cell.operator-key-hash=" + OPERATOR_HASH,
                "--firebreak.cell.drain=0s",
                "--firebreak.cell.reconcile.interval=100ms",
                "--firebreak.cell.reconcile.redispatch-after=500ms",
                "--firebreak.cell.settlement.interval=100ms",
                "--spring.datasource.url=" + database.jdbcUrl(),
                "--spring.datasource.username=" + database.username(),
                "--spring.datasource.password=" + database.password(),
                "--spring.datasource.hikari.maximum-pool-size=5",
                "--server.port=0",
                "--management.server.port=0"));
        for (String one : more) {
            String key = one.substring(0, one.indexOf('=') + 1);
            arguments.removeIf(known -> known.startsWith(key));
            arguments.add(one);
        }
        ConfigurableApplicationContext context = new SpringApplicationBuilder(CellApplication.class)
                .web(WebApplicationType.SERVLET)
                .initializers(application -> ((GenericApplicationContext) application)
                        .registerBean("fleetOfTests", Fleet.class, () -> fleet, bean -> bean.setPrimary(true)))
                .run(arguments.toArray(String[]::new));
        return new TestCell(context, cell);
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    public JdbcClient database() {
        return bean(JdbcClient.class);
    }

    public String name() {
        return name;
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port"));
    }

    public URI managementUrl() {
        return URI.create("http://127.0.0.1:" + context.getEnvironment().getProperty("local.management.port"));
    }

    private boolean isReady() {
        return database().sql("select count(*) from host").query(Integer.class).single() > 0
                && send(HttpRequest.newBuilder(managementUrl().resolve("/actuator/health/readiness")))
                                .status()
                        == 200;
    }

    /** Registers a tenant whose shard is these cells, as the directory does. */
    public TestCell withTenant(String tenant, String... cells) {
        return withTenant(tenant, 1, cells);
    }

    public TestCell withTenant(String tenant, long epoch, String... cells) {
        return withMovingTenant(tenant, epoch, List.of(), cells);
    }

    /** A tenant that comes from another shard. */
    public TestCell withMovingTenant(String tenant, long epoch, List<String> from, String... cells) {
        push(Map.of(
                "cells",
                List.of(),
                "tenants",
                List.of(Map.of(
                        "id",
                        tenant,
                        "keyHash",
                        Keys.sha256(Keys.of(tenant)),
                        "epoch",
                        epoch,
                        "cells",
                        List.of(cells),
                        "formerCells",
                        from,
                        "revoked",
                        false))));
        return this;
    }

    /** Tells the cell of another one, as the directory does. */
    public TestCell withPeer(String cell, String state, String... nodes) {
        push(Map.of(
                "cells",
                List.of(Map.of(
                        "id",
                        cell,
                        "number",
                        Integer.parseInt(cell.substring(cell.lastIndexOf('-') + 1)),
                        "state",
                        state,
                        "nodes",
                        List.of(nodes))),
                "tenants",
                List.of()));
        return this;
    }

    public Answer push(Object body) {
        return send(HttpRequest.newBuilder(url().resolve("/internal/v1/tenants"))
                .header("Authorization", "Bearer " + INTERNAL_SECRET)
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body))));
    }

    public Answer launch(String tenant, String token, int count) {
        return launch(tenant, token, "c5.large", count);
    }

    public Answer launch(String tenant, String token, String type, int count) {
        return post(tenant, "/v1/instances", """
                {"instanceType":"%s","minCount":%d,"maxCount":%d,"imageId":"ami-1"}""".formatted(type, count, count), "Idempotency-Key", token);
    }

    public Answer post(String tenant, String path, String body, String... headers) {
        HttpRequest.Builder request = as(Keys.of(tenant), path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request);
    }

    public Answer get(String tenant, String path) {
        return send(as(Keys.of(tenant), path));
    }

    public Answer delete(String tenant, String id) {
        return send(as(Keys.of(tenant), "/v1/instances/" + id).DELETE());
    }

    /** A request with any key, to be finished and sent. */
    public HttpRequest.Builder as(String key, String path) {
        return HttpRequest.newBuilder(url().resolve(path)).header("Authorization", "Bearer " + key);
    }

    public Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response =
                    HTTP.send(request.timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(
                    response.statusCode(),
                    response.body().isEmpty() ? JSON.createObjectNode() : JSON.readTree(response.body()),
                    response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    public String state(String tenant, String id) {
        return get(tenant, "/v1/instances/" + id).body().path("state").asString("");
    }

    /** The host an instance is on by the record. */
    public String hostOf(String id) {
        return database()
                .sql("select host from instance where id = ?")
                .param(id)
                .query(String.class)
                .single();
    }

    public void awaitState(String tenant, String id, String state) {
        await(
                id + " " + state + " and not " + state(tenant, id),
                () -> state(tenant, id).equals(state));
    }

    /** Polls until something holds. */
    public void await(String what, BooleanSupplier condition) {
        Instant deadline = Instant.now().plus(PATIENCE);
        while (!condition.getAsBoolean()) {
            if (Instant.now().isAfter(deadline)) {
                throw new AssertionError("not within " + PATIENCE + ": " + what);
            }
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @Override
    public void close() {
        context.close();
    }
}
