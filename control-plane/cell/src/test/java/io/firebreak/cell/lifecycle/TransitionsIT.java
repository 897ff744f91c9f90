package io.firebreak.cell.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.assigner.TenantId;
import io.firebreak.cell.harness.Books;
import io.firebreak.cell.harness.FleetInMemory;
import io.firebreak.cell.harness.TestCell;
import io.firebreak.cell.quota.Quotas;
import io.firebreak.cell.quota.Usage;
import io.firebreak.testdatabase.TestDatabase;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.transaction.support.TransactionTemplate;

/** Takes an instance of the record through every transition of the table, one after the other, on a node that stands still. */
class TransitionsIT {
    private static TestCell cell;
    private static int launches;

    @BeforeAll
    static void start() {
        cell = TestCell.start("cell-1", TestDatabase.fresh(), FleetInMemory.ofC5Hosts(20))
                .withTenant("acme", "cell-1");
        // from here on nothing happens but what the test does
        cell.bean(ThreadPoolTaskScheduler.class).shutdown();
    }

    @AfterAll
    static void stop() {
        cell.close();
    }

    @AfterEach
    void theBooksAddUp() {
        Books.addUp(cell.database());
    }

    static Stream<Arguments> everyTransition() {
        return Arrays.stream(InstanceState.values())
                .flatMap(state -> Arrays.stream(InstanceEvent.values()).map(event -> Arguments.of(state, event)));
    }

    @ParameterizedTest
    @MethodSource("everyTransition")
    void leavesRecordHistoryAndQuotasAsTheTableSays(InstanceState state, InstanceEvent event) {
        InstanceId id = instanceIn(state);
        Usage before = usage();
        List<HistoryEntry> history = cell.bean(InstanceHistory.class).of(id);

        Transition transition = happen(id, event);

        InstanceRow row = row(id);
        List<HistoryEntry> after = cell.bean(InstanceHistory.class).of(id);
        if (transition instanceof Transition.Move move) {
            assertThat(row.state()).isEqualTo(move.next());
            assertThat(row.awaitsHost()).isEqualTo(move.awaitsHost());
            assertThat(after).hasSize(history.size() + 1);
            assertThat(after.getLast())
                    .extracting(HistoryEntry::from, HistoryEntry::to, HistoryEntry::event)
                    .containsExactly(state, move.next(), event);
            boolean ended = move.next() == InstanceState.TERMINATED;
            assertThat(usage()).isEqualTo(ended ? before.plus(new Usage(-1, -2)) : before);
            move.command()
                    .ifPresent(action -> assertThat(row.command().action()).isEqualTo(action));
        } else {
            assertThat(row.state()).isEqualTo(state);
            assertThat(after).isEqualTo(history);
            assertThat(usage()).isEqualTo(before);
        }
    }

    private static InstanceId instanceIn(InstanceState state) {
        InstanceId id = new InstanceId(
                cell.launch("acme", "transition-" + launches++, 1).ids().getFirst());
        List<InstanceEvent> way = switch (state) {
            case PENDING -> List.of();
            case RUNNING -> List.of(InstanceEvent.HOST_RUNNING);
            case STOPPING -> List.of(InstanceEvent.HOST_RUNNING, InstanceEvent.STOP);
            case STOPPED -> List.of(InstanceEvent.HOST_RUNNING, InstanceEvent.STOP, InstanceEvent.HOST_STOPPED);
            case SHUTTING_DOWN -> List.of(InstanceEvent.TERMINATE);
            case TERMINATED -> List.of(InstanceEvent.TERMINATE, InstanceEvent.ENDED);
            case IMPAIRED -> List.of(InstanceEvent.HOST_RUNNING, InstanceEvent.HOST_SILENT);
        };
        way.forEach(event -> happen(id, event));
        assertThat(row(id).state()).isEqualTo(state);
        return id;
    }

    private static Transition happen(InstanceId id, InstanceEvent event) {
        return Objects.requireNonNull(cell.bean(TransactionTemplate.class).execute(_ -> {
            InstanceRow row = cell.bean(InstanceRepository.class)
                    .lockAll(List.of(id.value()))
                    .getFirst();
            InstanceChanges.Batch batch = cell.bean(InstanceChanges.class).begin();
            Transition transition = batch.happen(row, event);
            batch.write();
            return transition;
        }));
    }

    private static InstanceRow row(InstanceId id) {
        return cell.bean(InstanceRepository.class).findById(id.value()).orElseThrow();
    }

    private static Usage usage() {
        return cell.bean(Quotas.class).usage(new TenantId("acme"));
    }
}
