package io.firebreak.cell.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.cell.harness.SharedCell;
import io.firebreak.cell.harness.TestCell;
import io.firebreak.cell.harness.TestCell.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;

class HistoryIT {
    private static TestCell cell;

    @BeforeAll
    static void start() {
        cell = SharedCell.withTenants("historian", "stranger");
    }

    @Test
    void tellsWhatAnInstanceHasBeenThroughAndWhy() {
        String id = cell.launch("historian", "whole-life", 1).ids().getFirst();
        cell.awaitState("historian", id, "running");
        cell.post("historian", "/v1/instances/" + id + ":reboot", "");
        cell.post("historian", "/v1/instances/" + id + ":stop", "");
        cell.awaitState("historian", id, "stopped");
        cell.delete("historian", id);
        cell.awaitState("historian", id, "terminated");

        Answer history = cell.get("historian", "/v1/instances/" + id + "/history");

        assertThat(history.body().path("instance").asString()).isEqualTo(id);
        assertThat(history.body().path("forgotten").asInt()).isZero();
        assertThat(lines(history))
                .containsExactly(
                        " pending launch Client.UserInitiated: launched",
                        "pending running host-running Server.HostInitiated: its host reported it running",
                        "running running reboot Client.UserInitiated: rebooted",
                        "running stopping stop Client.UserInitiated: stopped",
                        "stopping stopped host-stopped Client.UserInitiated: stopped",
                        "stopped shutting-down terminate Client.UserInitiated: terminated",
                        "shutting-down terminated ended Client.UserInitiated: terminated");
        List<Instant> times = history.body()
                .path("changes")
                .valueStream()
                .map(change -> Instant.parse(change.path("at").asString()))
                .toList();
        assertThat(times).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void isOfNoInstanceToOthers() {
        String id = cell.launch("historian", "private-history", 1).ids().getFirst();

        Answer others = cell.get("stranger", "/v1/instances/" + id + "/history");
        Answer nones = cell.get("stranger", "/v1/instances/i-0001fffffffffffff/history");

        assertThat(others.status()).isEqualTo(404);
        assertThat(others.raw().body().replace(id, "ID"))
                .isEqualTo(nones.raw().body().replace("i-0001fffffffffffff", "ID"));
        assertThat(cell.send(cell.as(TestCell.OPERATOR_KEY, "/v1/instances/" + id + "/history"))
                        .status())
                .isEqualTo(200);
        assertThat(cell.get("stranger", "/v1/instances/nonsense/history").code())
                .isEqualTo("INSTANCE_NOT_FOUND");
    }

    @Test
    void forgetsTheOldestOfManyChanges() {
        InstanceId id = new InstanceId("i-0001aaaaaaaaaaaaa");
        Instant start = Instant.parse("2026-01-01T00:00:00Z");
        List<HistoryEntry> changes = IntStream.rangeClosed(1, InstanceHistory.KEPT + 50)
                .mapToObj(i -> new HistoryEntry(
                        id,
                        i,
                        start.plus(Duration.ofMinutes(i)),
                        InstanceState.RUNNING,
                        InstanceState.RUNNING,
                        InstanceEvent.REBOOT,
                        "rebooted"))
                .toList();
        InstanceHistory history = cell.bean(InstanceHistory.class);

        for (HistoryEntry change : changes) {
            cell.bean(TransactionTemplate.class).executeWithoutResult(_ -> history.write(List.of(change)));
        }

        assertThat(history.of(id)).isEqualTo(changes.subList(50, changes.size()));
    }

    @Test
    void goesWithTheInstance() {
        String id = cell.launch("historian", "forgotten", 1).ids().getFirst();
        cell.delete("historian", id);
        cell.awaitState("historian", id, "terminated");
        cell.database()
                .sql("update instance set updated_at = updated_at - interval '2 hours' where id = ?")
                .param(id)
                .update();

        cell.await(
                "the instance is forgotten",
                () -> cell.get("historian", "/v1/instances/" + id + "/history").status() == 404);

        assertThat(cell.bean(InstanceHistory.class).of(new InstanceId(id))).isEmpty();
    }

    private static List<String> lines(Answer history) {
        return history.body()
                .path("changes")
                .valueStream()
                .map(change -> String.join(
                        " ",
                        change.path("from").asString(""),
                        change.path("to").asString(),
                        change.path("event").asString(),
                        change.path("why").asString()))
                .toList();
    }
}
