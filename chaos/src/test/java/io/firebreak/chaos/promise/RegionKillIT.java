package io.firebreak.chaos.promise;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.chaos.audit.CellState;
import io.firebreak.chaos.measure.AuditResult;
import io.firebreak.chaos.measure.LaunchToken;
import io.firebreak.chaos.measure.Ledger;
import java.io.IOException;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Promises 1 and 3: kill -9 at random instants of a loaded region, then an audit of every acknowledgement. */
@Tag("full-load")
@Timeout(value = 10, unit = TimeUnit.MINUTES) // each kill waits for the last to be repaired
@ExtendWith(SharedRegion.class)
class RegionKillIT {
    /** As an SDK does by default. */
    private static final int ATTEMPTS = 3;

    private static final int PER_SECOND = 200;
    /** Bounds a run that hangs; the load ends with the last kill. */
    private static final int MOST_LAUNCHES = 40_000;

    private static final int ROUNDS = 3;
    private static final int ROUNDS_WITH_FAULT = 2;

    private final Seed seed = Seed.of(RegionKillIT.class);
    private final Ledger ledger = new Ledger();

    @Test
    void losesNoSettledLaunchWhateverIsKilledWhen(PromiseRegion region) throws Exception {
        List<Victim> victims = new ArrayList<>(List.of(Victim.NODE, Victim.NODE_AND_DATABASE));
        for (int round = 0; round < ROUNDS; round++) {
            victims.addAll(List.of(Victim.values()));
        }

        Course course = run(region, "kill", victims);
        AuditResult audit = region.audit(ledger);
        describe(region, course, audit);

        assertThat(course.launches().stream().filter(ClientLaunch::isSettled))
                .as("there is something to lose")
                .hasSizeGreaterThan(1_000);
        assertThat(audit.findings()).isEmpty();
        assertThat(audit.lostInstances()).isZero();
        assertThat(audit.duplicateInstances()).isZero();
        assertThat(audit.overcommittedHosts()).isZero();
        assertThat(audit.unsettledTokens()).isZero();
        assertThat(course.launches())
                .as("settled answers of one token name one set")
                .allMatch(launch -> launch.settledSets().size() <= 1);
        assertThat(region.states()).allMatch(CellState::isQuiet);
        assertThat(Agreement.disagreements(region.states())).isEmpty();
    }

    @Test
    void findsLaunchesMissingInCellsThatAnswerBeforeTheyCommit(PromiseRegion region) throws Exception {
        List<Victim> victims = new ArrayList<>();
        for (int round = 0; round < ROUNDS_WITH_FAULT; round++) {
            victims.addAll(List.of(Victim.NODE, Victim.NODE_AND_DATABASE));
        }

        AuditResult audit;
        try (PlantedFault _ = PlantedFault.plant(region)) {
            run(region, "fault", victims);
            audit = region.audit(ledger);
        }
        System.out.printf(
                "with answers before commits: %d of %d acknowledged launches lost%n",
                audit.lostInstances(), audit.acknowledgedLaunches());

        assertThat(audit.lostInstances()).isPositive();
    }

    private record Course(List<Kill> kills, List<ClientLaunch> launches, LaunchDriver driver) {}

    private Course run(PromiseRegion region, String tokenPrefix, List<Victim> victims) {
        List<Victim> shuffled = new ArrayList<>(victims);
        Collections.shuffle(shuffled, new Random(seed.value()));
        LaunchDriver.Shape shape = new LaunchDriver.Shape(tokenPrefix, PER_SECOND, MOST_LAUNCHES, ATTEMPTS, false);
        LaunchClient client = new LaunchClient(region.http(), ledger, InstantSource.system());
        region.awaitReady();
        LaunchDriver driver = LaunchDriver.start(shape, region, client, seed);
        try (driver) {
            List<Kill> kills = new Killer(region, seed.random()).kill(shuffled);
            region.awaitReady();
            return new Course(kills, driver.finish(), driver);
        }
    }

    private static void describe(PromiseRegion region, Course course, AuditResult audit)
            throws SQLException, IOException {
        List<ClientLaunch> launches = course.launches();
        Map<Kill, Set<LaunchToken>> caught =
                new UnansweredCommits(launches, TokenRow.read(region.file(), "kill")).of(course.kills());
        System.out.printf(
                "kills: %d, %s; launches: %d at %.0f/s (99 of 100 started within %d ms of their schedule),"
                        + " acknowledged settled %d, unsettled only %d, never %d; retries: %d, attempts %s;"
                        + " unsettled at the end: %d; kills between commit and answer: %d, of %d launches%n",
                course.kills().size(),
                course.kills().stream().collect(Collectors.groupingBy(Kill::victim, Collectors.counting())),
                launches.size(),
                course.driver().rateReached(),
                course.driver().lag99().toMillis(),
                launches.stream().filter(ClientLaunch::isSettled).count(),
                launches.stream()
                        .filter(launch -> launch.isAcknowledged() && !launch.isSettled())
                        .count(),
                launches.stream().filter(launch -> !launch.isAcknowledged()).count(),
                launches.stream().mapToInt(ClientLaunch::retries).sum(),
                ClientLaunch.answers(launches),
                audit.unsettledTokens(),
                caught.size(),
                caught.values().stream().mapToInt(Set::size).sum());
    }
}
