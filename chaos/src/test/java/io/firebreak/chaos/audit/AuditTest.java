package io.firebreak.chaos.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.assigner.CellId;
import io.firebreak.assigner.TenantId;
import io.firebreak.chaos.measure.AcknowledgedLaunch;
import io.firebreak.chaos.measure.AuditResult;
import io.firebreak.chaos.measure.InstanceId;
import io.firebreak.chaos.measure.LaunchToken;
import io.firebreak.chaos.measure.Ledger;
import io.firebreak.fleet.api.HostedInstance;
import io.firebreak.fleet.api.HostedState;
import io.firebreak.fleet.api.Resources;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AuditTest {
    private static final Resources SMALL = new Resources(2, 4_096, 750, 650, 1, 1, 0);
    private static final Resources HOST = new Resources(4, 8_192, 10_000, 5_000, 10, 20, 0);

    private final Ledger ledger = new Ledger();
    private final Cell one = new Cell(1);
    private final Cell two = new Cell(2);

    /** A cell to be filled by hand, with two hosts that have room for two small instances each. */
    private static final class Cell {
        private final int number;
        private final List<InstanceRow> rows = new ArrayList<>();
        private final List<HostedInstance> hosted = new ArrayList<>();
        private long unsettled;
        private Resources usedInDatabase = Resources.NONE;
        private Resources usedOnHost = Resources.NONE;

        Cell(int number) {
            this.number = number;
        }

        InstanceId id(int instance) {
            return new InstanceId("i-%04x%013x".formatted(number, instance));
        }

        Cell row(int instance, String token, String state, String host) {
            rows.add(new InstanceRow(id(instance), token(token), state, host, SMALL));
            return this;
        }

        Cell hosted(int instance, HostedState state, String host) {
            hosted.add(new HostedInstance(host, id(instance).value(), "c5.large", 1, state, SMALL));
            return this;
        }

        CellState state() {
            return new CellState(
                    new CellId("cell-" + number),
                    unsettled,
                    rows,
                    List.of(new HostRow("host-1", HOST, usedInDatabase), new HostRow("host-2", HOST, Resources.NONE)),
                    List.of(new HostRow("host-1", HOST, usedOnHost), new HostRow("host-2", HOST, Resources.NONE)),
                    hosted);
        }
    }

    private static LaunchToken token(String token) {
        return new LaunchToken(new TenantId("t-001"), token);
    }

    private void acknowledged(String token, boolean settled, InstanceId... instances) {
        ledger.acknowledged(new AcknowledgedLaunch(token(token), "c5.large", List.of(instances), settled));
    }

    private AuditResult audit() {
        return Audit.of(ledger, List.of(one.state(), two.state()));
    }

    @Test
    void findsNothingWhereAllIsWell() {
        acknowledged("a", true, one.id(1));
        acknowledged("b", true, one.id(2));
        ledger.terminateAsked(one.id(2));
        one.row(1, "a", "running", "host-1").row(2, "b", "terminated", "host-1");
        one.hosted(1, HostedState.RUNNING, "host-1");
        assertThat(audit()).isEqualTo(new AuditResult(2, 0, 0, 0, 0, List.of()));
    }

    @Test
    void missesASettledInstanceThatNoDatabaseHas() {
        acknowledged("a", true, one.id(1));
        assertThat(audit().lostInstances()).isEqualTo(1);
        assertThat(audit().findings()).singleElement().asString().contains("not in the database of cell-1");
    }

    @Test
    void missesASettledInstanceThatEndedUnasked() {
        acknowledged("a", true, one.id(1));
        acknowledged("b", true, one.id(2));
        one.row(1, "a", "terminated", "host-1").row(2, "b", "shutting-down", "host-1");
        assertThat(audit().lostInstances()).isEqualTo(2);
    }

    @Test
    void missesARunningInstanceThatNoHostHas() {
        acknowledged("a", true, one.id(1));
        one.row(1, "a", "running", "host-1").hosted(1, HostedState.TERMINATED, "host-1");
        assertThat(audit().lostInstances()).isEqualTo(1);
    }

    @Test
    void forgivesAnEndThatWasAskedForAndAnUnsettledSetThatLost() {
        acknowledged("a", true, one.id(1));
        ledger.terminateAsked(one.id(1));
        acknowledged("b", false, two.id(1));
        two.row(1, "b", "terminated", "host-1");
        one.row(2, "b", "running", "host-1").hosted(2, HostedState.RUNNING, "host-1");
        assertThat(audit().lostInstances()).isZero();
        assertThat(audit().duplicateInstances()).isZero();
    }

    @Test
    void doesNotYetMissAnInstanceOnItsWayToAHost() {
        acknowledged("a", true, one.id(1));
        one.row(1, "a", "pending", "host-1");
        assertThat(audit().lostInstances()).isZero();
    }

    @Test
    void countsATokenWithLiveSetsInTwoDatabasesOnce() {
        one.row(1, "a", "running", "host-1").row(2, "a", "running", "host-1");
        two.row(1, "a", "pending", "host-1");
        one.hosted(1, HostedState.RUNNING, "host-1").hosted(2, HostedState.RUNNING, "host-1");
        assertThat(audit().duplicateInstances()).isEqualTo(1);
    }

    @Test
    void countsATokenWhoseOtherSetStillRunsOnAHost() {
        one.row(1, "a", "running", "host-1").hosted(1, HostedState.RUNNING, "host-1");
        two.row(1, "a", "terminated", "host-1").hosted(1, HostedState.RUNNING, "host-1");
        assertThat(audit().duplicateInstances()).isEqualTo(1);
    }

    @Test
    void countsAnInstanceOnTwoHosts() {
        one.row(1, "a", "running", "host-1");
        one.hosted(1, HostedState.RUNNING, "host-1").hosted(1, HostedState.BOOTING, "host-2");
        assertThat(audit().duplicateInstances()).isEqualTo(1);
    }

    @Test
    void takesSeveralInstancesOfOneLaunchForOneSet() {
        one.row(1, "a", "running", "host-1").row(2, "a", "running", "host-2");
        one.hosted(1, HostedState.RUNNING, "host-1").hosted(2, HostedState.RUNNING, "host-2");
        assertThat(audit().duplicateInstances()).isZero();
    }

    @Test
    void countsAHostOnceHoweverManyWaysItIsOverCommitted() {
        for (int instance = 1; instance <= 3; instance++) {
            one.row(instance, "t" + instance, "running", "host-1").hosted(instance, HostedState.RUNNING, "host-1");
        }
        one.usedInDatabase = SMALL.plus(SMALL).plus(SMALL);
        one.usedOnHost = one.usedInDatabase;
        assertThat(audit().overcommittedHosts()).isEqualTo(1);
    }

    @Test
    void countsAHostThatOnlyItsOwnReportShowsOverCommitted() {
        two.usedOnHost = SMALL.plus(SMALL).plus(SMALL);
        assertThat(audit().overcommittedHosts()).isEqualTo(1);
    }

    @Test
    void addsUpInstancesEvenWhenTheDatabasesOwnSumsLookRight() {
        for (int instance = 1; instance <= 3; instance++) {
            one.row(instance, "t" + instance, "pending", "host-1");
        }
        assertThat(audit().overcommittedHosts()).isEqualTo(1);
    }

    @Test
    void reportsWhatIsNotSettled() {
        one.unsettled = 2;
        two.unsettled = 1;
        assertThat(audit().unsettledTokens()).isEqualTo(3);
    }
}
