package io.firebreak.cell.kill;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.cell.harness.Books;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Nodes are killed at random instants while clients launch. Replay a run with {@code
 * -Dfirebreak.kill.seed=… -Dfirebreak.kill.kills=…}.
 */
class CellKillIT {
    private static final long SEED = Long.getLong("firebreak.kill.seed", 20_260_101L);
    private static final int KILLS = Integer.getInteger("firebreak.kill.kills", 6);
    private static final int KILLS_OF_A_LIAR = 4;
    private static final int CLIENTS = 12;

    @BeforeAll
    static void theJarsAreBuilt() {
        CellUnderFire.assumeBuilt();
    }

    @Test
    void keepsEveryAcknowledgedLaunchOnceThroughKillsOfItsNodes() {
        try (CellUnderFire cell = new CellUnderFire("kills", 2)) {
            Findings findings = fire(cell, KILLS, true);

            System.out.println(findings);
            assertThat(findings.lost()).as("acknowledged and missing").isEmpty();
            assertThat(findings.doubled())
                    .as("tokens with other sets than acknowledged")
                    .isEmpty();
            assertThat(findings.contradicted()).isFalse();
            Books.addUp(cell.database());
            cell.awaitHostsAgree();
        }
    }

    @Test
    void leadsOnWithoutAPausedLeaderAndMindsNothingItDoesWhenItIsBack() {
        try (CellUnderFire cell = new CellUnderFire("pause", 2)) {
            JarProcess leader = cell.nodes().getFirst();
            LaunchingClients clients = new LaunchingClients(cell.urls(), CLIENTS).start(SEED);
            try (clients) {
                JarProcess.sleep(1_000);
                leader.pause();
                String token = clients.awaitLaunchAfterNow();
                cell.awaitRunning(token);
                leader.resume();
                JarProcess.sleep(1_000);
            }

            Findings findings = Findings.of(cell, clients, SEED, 0, 1);
            assertThat(findings.lost()).isEmpty();
            assertThat(findings.doubled()).isEmpty();
            Books.addUp(cell.database());
            cell.awaitHostsAgree();
        }
    }

    /** If this finds nothing, the test above proves nothing. */
    @Test
    void noticesANodeThatAcknowledgesBeforeItCommits() {
        try (CellUnderFire cell = new CellUnderFire(
                "liar", 1, "--firebreak.chaos.enabled=true", "--firebreak.chaos.planted-fault=answer-before-commit")) {
            Findings findings = fire(cell, KILLS_OF_A_LIAR, false);

            System.out.println(findings);
            assertThat(findings.lost()).isNotEmpty();
        }
    }

    private static Findings fire(CellUnderFire cell, int kills, boolean alsoFleet) {
        SplittableRandom random = new SplittableRandom(SEED);
        LaunchingClients clients = new LaunchingClients(cell.urls(), CLIENTS).start(SEED);
        long began = System.nanoTime();
        try (clients) {
            for (int kill = 0; kill < kills; kill++) {
                JarProcess victim = alsoFleet && kill % 10 == 9
                        ? cell.fleet()
                        : cell.nodes().get(kill % cell.nodes().size());
                victim.awaitReady();
                JarProcess.sleep(200 + random.nextInt(800));
                victim.kill();
                victim.restart();
            }
            cell.nodes().forEach(JarProcess::awaitReady);
            cell.fleet().awaitReady();
        }
        double seconds = (System.nanoTime() - began) / 1e9;
        return Findings.of(cell, clients, SEED, kills, seconds);
    }
}
