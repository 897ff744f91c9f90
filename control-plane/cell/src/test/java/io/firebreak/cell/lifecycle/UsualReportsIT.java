package io.firebreak.cell.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.cell.harness.SharedCell;
import io.firebreak.cell.harness.TestCell;
import io.firebreak.fleet.api.HostedInstance;
import io.firebreak.fleet.api.HostedState;
import io.firebreak.fleet.api.Resources;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.transaction.support.TransactionTemplate;

/** What is decided in SQL is what the table of transitions says, and everything else is left to it. */
class UsualReportsIT {
    private static final long GENERATION = 3;
    private static final String ID = "i-0001fffffffffffff";
    private static final String HOST = "host-of-the-record";

    private final TestCell cell = SharedCell.withTenants("reports");
    private final UsualReports usual = cell.bean(UsualReports.class);

    @ParameterizedTest
    @EnumSource
    void movesToRunningOnlyWhatTheTableMovesFromPending(InstanceState recorded) {
        Result result = given(recorded, true, hosted(HostedState.RUNNING, GENERATION, HOST));

        if (recorded == InstanceState.PENDING) {
            assertThat(InstanceLifecycle.on(recorded, InstanceEvent.HOST_RUNNING))
                    .isInstanceOfSatisfying(
                            Transition.Move.class,
                            move -> assertThat(move.next()).isEqualTo(InstanceState.RUNNING));
            assertThat(result).isEqualTo(new Result(true, "running", false, 1));
        } else {
            assertThat(result).isEqualTo(new Result(false, recorded.wire(), true, 0));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "RUNNING, RUNNING, true",
        "RUNNING, BOOTING, false",
        "STOPPED, STOPPED, false",
        "STOPPED, RUNNING, false"
    })
    void passesOverWhatIsAsRecorded(InstanceState recorded, HostedState reported, boolean passedOver) {
        assertThat(given(recorded, false, hosted(reported, GENERATION, HOST)))
                .isEqualTo(new Result(passedOver, recorded.wire(), false, 0));
    }

    @Test
    void passesOverABootThatGoesOn() {
        assertThat(given(InstanceState.PENDING, true, hosted(HostedState.BOOTING, GENERATION, HOST)))
                .isEqualTo(new Result(true, "pending", true, 0));
    }

    @ParameterizedTest
    @CsvSource({"2, host-of-the-record", "4, host-of-the-record", "3, host-elsewhere"})
    void leavesWhatIsOfAnotherCommandOrHost(long generation, String host) {
        assertThat(given(InstanceState.PENDING, true, hosted(HostedState.RUNNING, generation, host)))
                .isEqualTo(new Result(false, "pending", true, 0));
        assertThat(given(InstanceState.RUNNING, false, hosted(HostedState.RUNNING, generation, host)))
                .isEqualTo(new Result(false, "running", false, 0));
    }

    @Test
    void leavesWhatIsNotRecorded() {
        HostedInstance unknown = hosted(HostedState.RUNNING, 1, HOST);
        assertThat(usual.record(List.of(unknown))).containsExactly(unknown);
    }

    /** What became of one reported instance: whether it was dealt with, and how it is recorded after that. */
    private record Result(boolean dealtWith, String state, boolean driven, long changes) {}

    /** In a transaction that is rolled back, so that the cell's own loops never see the instance. */
    private Result given(InstanceState recorded, boolean driven, HostedInstance reported) {
        String model = cell.launch("reports", "model", 1).ids().getFirst();
        return Objects.requireNonNull(cell.bean(TransactionTemplate.class).execute(status -> {
            status.setRollbackOnly();
            cell.database()
                    .sql("""
                            insert into instance select (jsonb_populate_record(i, jsonb_build_object('id', ?, 'state', ?,
                                'host', ?, 'generation', ?, 'action', 'RUN', 'version', 0,
                                'dispatch_at', case when ? then now() end))).* from instance i where id = ?""")
                    .params(ID, recorded.wire(), HOST, GENERATION, driven, model)
                    .update();
            boolean dealtWith = usual.record(List.of(reported)).isEmpty();
            return cell.database()
                    .sql("select state, dispatch_at is not null, version from instance where id = ?")
                    .param(ID)
                    .query((row, _) -> new Result(dealtWith, row.getString(1), row.getBoolean(2), row.getLong(3)))
                    .single();
        }));
    }

    private static HostedInstance hosted(HostedState state, long generation, String host) {
        return new HostedInstance(host, ID, "c5.large", generation, state, Resources.NONE);
    }
}
