package io.firebreak.chaos.promise;

import static io.firebreak.chaos.promise.Eventually.comes;
import static io.firebreak.chaos.promise.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.SoftAssertions.assertSoftly;

import io.firebreak.assigner.CellId;
import io.firebreak.chaos.attack.ApiCall;
import io.firebreak.chaos.attack.Attack;
import io.firebreak.chaos.attack.AttackRun;
import io.firebreak.chaos.attack.AttackSet;
import io.firebreak.chaos.attack.Descriptions;
import io.firebreak.chaos.attack.Leaks;
import io.firebreak.chaos.attack.Prey;
import io.firebreak.chaos.attack.RegionDigest;
import io.firebreak.chaos.attack.TimingProbe;
import io.firebreak.chaos.load.NanoClock;
import io.firebreak.chaos.region.JsonCalls;
import io.firebreak.chaos.region.RegionFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Promise 42: thousands of requests that must be refused are, tell nothing, and change nothing. */
@ExtendWith(SharedRegion.class)
class AttackSetIT {
    private static final int FEWEST = 5_000;
    private static final Duration SETTLES = Duration.ofSeconds(60);
    private static final String GROUP = "victims-own";
    /** What takes longer takes longer each time; what something else on the machine did, it does not do three times. */
    private static final int ROUNDS = 3;

    private final PromiseRegion region;
    private final RegionFile file;

    AttackSetIT(PromiseRegion region) {
        this.region = region;
        region.awaitReady();
        this.file = region.file();
    }

    @Test
    void everyAttackIsRefusedTellsNothingAndChangesNothing() throws Exception {
        Cast cast = cast();
        Prey prey = prey(cast);
        Leaks leaks = new Leaks(secrets(cast));
        List<Attack> attacks = AttackSet.on(prey, descriptions());
        Map<String, String> before = settledDigest();
        long errorsBefore = errorLines();

        NanoClock clock = NanoClock.system();
        long begin = clock.nanos();
        AttackRun.Result result = new AttackRun(clock, leaks).send(attacks);
        double seconds = (clock.nanos() - begin) / 1e9;

        System.out.printf("attack set: %d requests in %.1f s, answers %s%n", result.sent(), seconds, result.statuses());
        comes(SETTLES, () -> digest().equals(before));
        List<String> metrics = metricsThatTell(leaks, cast);
        assertSoftly(all -> {
            all.assertThat(result.wrong()).as("answered otherwise than refused").isEmpty();
            all.assertThat(result.told()).as("told something").isEmpty();
            all.assertThat(result.sent()).isGreaterThanOrEqualTo(FEWEST);
            all.assertThat(result.statuses().keySet()).noneMatch(status -> status >= 500 && status != 501);
            all.assertThat(digest()).as("the databases").isEqualTo(before);
            all.assertThat(errorLines()).as("errors in the logs").isEqualTo(errorsBefore);
            all.assertThat(logsThatTell(leaks)).as("logs that hold a secret").isEmpty();
            all.assertThat(metrics).as("metrics that name somebody").isEmpty();
        });
    }

    @Test
    void anotherTenantsInstanceTakesAsLongToBeMissingAsOneThatNeverWas() throws Exception {
        Cast cast = cast();
        String foreign = cast.victims().getFirst();
        String unknown = foreign.substring(0, foreign.length() - 6) + "abcdef";
        assertThat(apart(cast, foreign, "i-none"))
                .as("that the router alone refuses what is no id can be seen")
                .isGreaterThan(TimingProbe.NOISE);
        assertThat(apart(cast, foreign, unknown)).isLessThan(TimingProbe.NOISE);
    }

    /** In the round in which they were closest. */
    private double apart(Cast cast, String first, String second) throws IOException {
        double closest = Double.MAX_VALUE;
        for (int round = 0; round < ROUNDS && closest >= TimingProbe.NOISE; round++) {
            TimingProbe.Medians medians = new TimingProbe(NanoClock.system())
                    .compare(
                            file.router().url(),
                            cast.attacker().key(),
                            "/v1/instances/" + first,
                            "/v1/instances/" + second);
            System.out.printf("timing: %s %.0f us, %s %.0f us%n", first, medians.first(), second, medians.second());
            closest = Math.min(closest, medians.apart());
        }
        return closest;
    }

    /** @param cell which both have, and which holds what the victim has */
    private record Cast(
            RegionFile.Tenant attacker,
            RegionFile.Tenant victim,
            CellId cell,
            List<String> victims,
            String revokedKey) {}

    private Cast cast() {
        RegionFile.Tenant victim = file.tenants().getFirst();
        RegionFile.Tenant attacker = file.tenants().stream()
                .skip(1)
                .filter(other -> other.cells().stream().anyMatch(victim.cells()::contains))
                .findFirst()
                .orElseThrow();
        CellId shared = attacker.cells().stream()
                .filter(victim.cells()::contains)
                .findFirst()
                .orElseThrow();
        List<String> victims = new ArrayList<>();
        for (int i = 0; victims.size() < 3 && i < 200; i++) {
            launched(victim).stream()
                    .filter(id -> id.startsWith(prefixOf(shared)))
                    .forEach(victims::add);
        }
        launched(attacker);
        launched(attacker);
        region.asTenant(victim).post("/v1/placement-groups", Map.of("name", GROUP, "strategy", "spread"));
        for (RegionFile.Tenant tenant : List.of(victim, attacker)) {
            eventually(
                    "all of " + tenant.id() + " runs",
                    SETTLES,
                    () -> region.asTenant(tenant)
                            .get("/v1/instances?state=pending&limit=1")
                            .body()
                            .path("instances")
                            .isEmpty());
        }
        return new Cast(attacker, victim, shared, victims, revokedKey());
    }

    private List<String> launched(RegionFile.Tenant tenant) {
        return region.asTenant(tenant)
                .post("/v1/instances", Map.of("instanceType", "c5.large", "imageId", "ami-1"))
                .body()
                .path("instances")
                .valueStream()
                .map(instance -> instance.path("id").asString())
                .toList();
    }

    /** Ids lead with the number of their cell. */
    private static String prefixOf(CellId cell) {
        return "i-%04x"
                .formatted(Integer.parseInt(cell.value().substring(cell.value().lastIndexOf('-') + 1)));
    }

    /** Of a tenant that is created to lose it. */
    private String revokedKey() {
        String name = "revoked-" + Long.toHexString(NanoClock.system().nanos());
        JsonCalls operator = region.asOperator();
        String key = operator.post("/admin/v1/tenants", Map.of("tenants", List.of(Map.of("id", name))))
                .body()
                .path("tenants")
                .path(0)
                .path("key")
                .asString();
        assertThat(operator.post("/admin/v1/tenants/" + name + ":revoke", Map.of())
                        .status())
                .as("confirmed by every cell")
                .isEqualTo(200);
        return key;
    }

    private Prey prey(Cast cast) {
        JsonCalls attacker = region.asTenant(cast.attacker());
        RegionFile.Tenant stranger = file.tenants().stream()
                .filter(tenant -> tenant.cells().size() < file.cells().size())
                .findFirst()
                .orElseThrow();
        return new Prey(
                file.router().url(),
                cast.attacker().id().value(),
                cast.attacker().key(),
                stranger.key(),
                cast.revokedKey(),
                cast.victim().id().value(),
                cast.victims(),
                GROUP,
                cursor(region.asTenant(cast.victim()), "/v1/instances"),
                cursor(attacker, "/v1/instances"),
                cursor(attacker, "/v1/audit"),
                region.cells().stream().map(region::node).toList(),
                region.node(cellWithout(stranger)),
                file.directory().url(),
                file.cells().stream().map(cell -> cell.fleet().url()).toList(),
                new Prey.Secrets(file.internalSecret(), file.directory().adminToken(), file.operatorKey()));
    }

    private CellId cellWithout(RegionFile.Tenant tenant) {
        return region.cells().stream()
                .filter(cell -> !tenant.cells().contains(cell))
                .findFirst()
                .orElseThrow();
    }

    private static String cursor(JsonCalls tenant, String list) {
        String cursor = tenant.get(list + "?limit=1").body().path("nextCursor").asString("");
        assertThat(cursor).as(list).isNotEmpty();
        return cursor;
    }

    private Descriptions descriptions() {
        return new Descriptions(
                calls(file.router().url()),
                calls(file.directory().url()),
                calls(file.cells().getFirst().fleet().url()));
    }

    /** A process makes its description when it is first asked, which on a busy machine takes longer than a router waits. */
    private List<ApiCall> calls(URI server) {
        JsonCalls nobody = JsonCalls.to(region.http(), server, "none");
        List<ApiCall> calls = new ArrayList<>();
        eventually("the description of " + server, SETTLES, () -> {
            calls.addAll(ApiCall.of(nobody.get("/v3/api-docs").body()));
            return !calls.isEmpty();
        });
        return calls;
    }

    private List<String> secrets(Cast cast) {
        List<String> secrets = new ArrayList<>(List.of(
                file.internalSecret(),
                file.directory().adminToken(),
                file.operatorKey(),
                file.supervisor().token()));
        secrets.add(cast.revokedKey());
        file.tenants().forEach(tenant -> secrets.add(tenant.key()));
        databases().values().forEach(url -> {
            int password = url.indexOf("password=");
            if (password >= 0) {
                secrets.add(url.substring(password + "password=".length()).split("&", 2)[0]);
            }
        });
        return secrets;
    }

    private Map<String, String> databases() {
        Map<String, String> databases = new LinkedHashMap<>();
        file.cells()
                .forEach(
                        cell -> databases.put(cell.id().value(), cell.database().jdbcUrl()));
        databases.put("directory", file.directory().database().jdbcUrl());
        return databases;
    }

    private Map<String, String> digest() {
        try {
            return RegionDigest.of(databases());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Once nothing of what was launched is on its way any more. */
    private Map<String, String> settledDigest() {
        List<Map<String, String>> seen = new ArrayList<>(List.of(digest()));
        eventually("the databases are still", SETTLES, () -> {
            NanoClock clock = NanoClock.system();
            clock.waitUntil(clock.nanos() + Duration.ofSeconds(2).toNanos());
            seen.add(digest());
            return seen.getLast().equals(seen.get(seen.size() - 2));
        });
        return seen.getLast();
    }

    private List<Path> logs() {
        try (Stream<Path> logs = Files.list(region.logs())) {
            return logs.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private long errorLines() {
        return logs().stream()
                .flatMap(log -> read(log).lines())
                .filter(line -> line.contains(" ERROR ") || line.contains("\"ERROR\""))
                .count();
    }

    private List<String> logsThatTell(Leaks leaks) {
        return logs().stream()
                .flatMap(log -> leaks.secretIn(read(log)).map(secret -> log + ": " + secret).stream())
                .toList();
    }

    private static String read(Path log) {
        try {
            return new String(Files.readAllBytes(log), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> metricsThatTell(Leaks leaks, Cast cast) throws IOException, InterruptedException {
        List<URI> managed = new ArrayList<>(List.of(file.directory().managementUrl()));
        file.routers().forEach(router -> managed.add(router.managementUrl()));
        file.cells().forEach(cell -> {
            managed.add(cell.fleet().managementUrl());
            cell.nodes().forEach(node -> managed.add(node.managementUrl()));
        });
        List<String> told = new ArrayList<>();
        for (URI app : managed) {
            String metrics = region.http()
                    .send(
                            HttpRequest.newBuilder(app.resolve("/actuator/prometheus"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
            leaks.secretIn(metrics).ifPresent(told::add);
            for (String name : List.of(
                    cast.victim().id().value(),
                    cast.attacker().id().value(),
                    cast.victims().getFirst())) {
                if (metrics.contains("\"" + name + "\"")) {
                    told.add(app + " names " + name);
                }
            }
        }
        return told;
    }
}
