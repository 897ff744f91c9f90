package io.firebreak.cell.admission;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.cell.harness.FleetInMemory;
import io.firebreak.cell.harness.Keys;
import io.firebreak.cell.harness.TestCell;
import io.firebreak.cell.harness.TestCell.Answer;
import io.firebreak.testdatabase.TestDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;

/** A node that serves two calls at once, over a database in which launches hang while the test holds a lock. */
class AdmissionIT {
    private static final int SEATS = 2;
    private static final int HAND = 4;
    private static final int QUEUE = 2;
    private static TestCell cell;

    private final ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch lockMayGo = new CountDownLatch(1);
    private final CompletableFuture<Void> locked = new CompletableFuture<>();

    @BeforeAll
    static void start() {
        cell = TestCell.start(
                "cell-1",
                TestDatabase.fresh(),
                FleetInMemory.ofC5Hosts(5),
                "--firebreak.cell.admission.first=" + SEATS,
                "--firebreak.cell.admission.least=1",
                "--firebreak.cell.admission.most=" + SEATS,
                "--firebreak.cell.admission.hand=" + HAND,
                "--firebreak.cell.admission.queue-length=" + QUEUE,
                "--firebreak.cell.admission.longest-wait=10s",
                "--firebreak.cell.commit.committers=1",
                "--spring.datasource.hikari.data-source-properties.options=-c lock_timeout=30s");
        cell.withTenant("holder", "cell-1").withTenant("flood", "cell-1").withTenant("quiet", "cell-1");
    }

    @AfterAll
    static void stop() {
        cell.close();
    }

    @AfterEach
    void letGo() {
        lockMayGo.countDown();
        clients.close();
    }

    @Test
    void writesNothingOfACallWhoseCallerGaveUpBeforeItsTurn() throws Exception {
        List<Future<Answer>> held = takeTheSeats("turn");
        Answer late = launchWithin("quiet", "late-for-its-turn", 100);

        assertThat(late.status()).isEqualTo(503);
        assertThat(late.code()).isEqualTo("DEADLINE_EXCEEDED");
        assertThat(late.raw().headers().firstValue("Retry-After")).contains("1");
        assertThat(refused("launch", "caller-gave-up")).isPositive();
        lockMayGo.countDown();
        assertAllAreLaunched(held);
        assertThat(recorded("late-for-its-turn")).isZero();
    }

    @Test
    void writesNothingOfALaunchWhoseCallerGaveUpBeforeItsCommit() throws Exception {
        holdTheLock();
        Future<Answer> first = clients.submit(() -> cell.launch("holder", "commit-1", 1));
        cell.await("a commit in progress", () -> launchesInTheDatabase() == 1);
        Answer late = launchWithin("quiet", "late-for-its-commit", 200);

        assertThat(late.code()).isEqualTo("DEADLINE_EXCEEDED");
        lockMayGo.countDown();
        assertAllAreLaunched(List.of(first));
        assertThat(recorded("late-for-its-commit")).isZero();
        assertThat(cell.bean(MeterRegistry.class)
                        .get("firebreak.commit.late")
                        .tag("kind", "launch")
                        .counter()
                        .count())
                .isPositive();
        assertThat(cell.launch("quiet", "late-for-its-commit", 1).status()).isEqualTo(201);
    }

    @Test
    void tellsAFloodThatItIsOneAndLetsOthersAndTheRegionPass() throws Exception {
        List<Future<Answer>> held = takeTheSeats("flood");
        List<Future<Answer>> flood = IntStream.range(0, HAND * QUEUE)
                .mapToObj(i -> clients.submit(() -> cell.launch("flood", "flood-" + i, 1)))
                .toList();
        cell.await("a full hand", () -> waiting("launch") == HAND * QUEUE);
        Answer tooMany = cell.launch("flood", "one-too-many", 1);
        Future<Answer> quiet = clients.submit(() -> cell.launch("quiet", "between-floods", 1));

        assertThat(tooMany.status()).isEqualTo(429);
        assertThat(tooMany.code()).isEqualTo("TENANT_QUEUE_FULL");
        assertThat(tooMany.raw().headers().firstValue("Retry-After")).contains("1");
        assertThat(cell.push(Map.of("cells", List.of(), "tenants", List.of())).status())
                .as("a push of the directory")
                .isEqualTo(200);
        assertThat(cell.send(HttpRequest.newBuilder(cell.url().resolve("/readyz")))
                        .status())
                .isEqualTo(200);
        assertThat(cell.send(cell.as(Keys.of("flood") + "x", "/v1/instances")).status())
                .as("a wrong key waits for nobody")
                .isEqualTo(401);
        lockMayGo.countDown();
        assertAllAreLaunched(held);
        assertAllAreLaunched(flood);
        assertAllAreLaunched(List.of(quiet));
        assertThat(refused("launch", "hand-full")).isPositive();
        assertThat(recorded("one-too-many")).isZero();
    }

    @Test
    void refusesADeadlineThatIsNoNumber() {
        for (String bad : List.of("soon", "-1", "1.5", "9999999999")) {
            Answer answer =
                    cell.send(cell.as(Keys.of("quiet"), "/v1/instances").header("Firebreak-Deadline-Millis", bad));
            assertThat(answer.status()).as(bad).isEqualTo(400);
            assertThat(answer.code()).isEqualTo("INVALID_PARAMETER");
            assertThat(answer.raw().headers().firstValue("Firebreak-Cell")).contains("cell-1");
        }
    }

    /** Two launches that hang in the database. */
    private List<Future<Answer>> takeTheSeats(String test) throws Exception {
        holdTheLock();
        List<Future<Answer>> held = new ArrayList<>();
        for (int i = 0; i < SEATS; i++) {
            String token = "%s-holder-%d".formatted(test, i);
            held.add(clients.submit(() -> cell.launch("holder", token, 1)));
        }
        cell.await("no seat left", () -> serving("launch") == SEATS);
        return held;
    }

    private void holdTheLock() throws Exception {
        Future<?> _ = clients.submit(() -> cell.bean(TransactionTemplate.class).executeWithoutResult(status -> {
            cell.database().sql("lock table instance in exclusive mode").update();
            locked.complete(null);
            try {
                assertThat(lockMayGo.await(30, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }));
        locked.get(10, TimeUnit.SECONDS);
    }

    private static int launchesInTheDatabase() {
        return cell.database()
                .sql(
                        "select count(*) from pg_stat_activity where wait_event_type = 'Lock' and query like '%into instance (%'")
                .query(Integer.class)
                .single();
    }

    private static void assertAllAreLaunched(List<Future<Answer>> launches) throws Exception {
        for (Future<Answer> launch : launches) {
            assertThat(launch.get(20, TimeUnit.SECONDS).status()).isEqualTo(201);
        }
    }

    private static Answer launchWithin(String tenant, String token, int millis) {
        return cell.post(
                tenant,
                "/v1/instances",
                "{\"instanceType\":\"c5.large\",\"minCount\":1,\"maxCount\":1,\"imageId\":\"ami-1\"}",
                "Idempotency-Key",
                token,
                "Firebreak-Deadline-Millis",
                Integer.toString(millis));
    }

    private static int recorded(String token) {
        return cell.database()
                .sql("select count(*) from client_token where token = ?")
                .param(token)
                .query(Integer.class)
                .single();
    }

    private static double serving(String level) {
        return gauge("firebreak.admission.serving", level);
    }

    private static double waiting(String level) {
        return gauge("firebreak.admission.queue", level);
    }

    private static double gauge(String name, String level) {
        return cell.bean(MeterRegistry.class)
                .get(name)
                .tag("level", level)
                .gauge()
                .value();
    }

    private static double refused(String level, String reason) {
        return cell.bean(MeterRegistry.class)
                .get("firebreak.admission.refused")
                .tag("level", level)
                .tag("reason", reason)
                .counter()
                .count();
    }
}
