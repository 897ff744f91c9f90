package io.firebreak.cell.kill;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.cell.harness.Books;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The node of a cell, its database, and both at once are killed at random instants while clients launch as fast as they
 * are answered. Each kill waits for the next commit to become visible, so that many fall between a commit and its
 * answers. Replay a run with {@code -Dfirebreak.kill.seed=…}.
 */
class FullLoadKillIT {
    private static final long SEED = Long.getLong("firebreak.kill.seed", 20_260_401L);
    private static final int CLIENTS = 32;
    private static final int MANY = 20;
    /** Of twenty kills of a node; a database that dies has nearly always told its node of a commit it shows to others. */
    private static final int MANY_CAUGHT = 10;

    /** Enough that a planted fault is found: each kill catches some launches of 32 clients. */
    private static final int KILLS_OF_A_LIAR = 3;

    private static final String CHAOS = "--firebreak.chaos.enabled=true";

    @BeforeAll
    static void theJarsAreBuilt() {
        CellUnderFire.assumeBuilt();
    }

    @Test
    void keepsEveryAcknowledgedLaunchOnce() {
        survives("each", List.of(Victims.values()));
    }

    @ParameterizedTest
    @EnumSource
    @Tag("full-load")
    void keepsEveryAcknowledgedLaunchOnceThroughManyKills(Victims victims) {
        Findings findings = survives(victims.name(), Collections.nCopies(MANY, victims));
        assertThat(findings.killsThatCaughtOne())
                .as("kills between commit and answer")
                .isGreaterThanOrEqualTo(victims == Victims.DATABASE ? 0 : MANY_CAUGHT);
    }

    /** If the next three find nothing, the tests above prove nothing. */
    @Test
    @Tag("full-load")
    void noticesANodeThatAcknowledgesBeforeItCommits() {
        assertThat(firedAt(Victims.NODE, CHAOS, "--firebreak.chaos.planted-fault=answer-before-commit")
                        .lost())
                .isNotEmpty();
    }

    @Test
    @Tag("full-load")
    void noticesADatabaseThatAcknowledgesBeforeItHasWritten() {
        assertThat(firedAt(
                                Victims.DATABASE,
                                "--spring.datasource.hikari.data-source-properties.options=-c synchronous_commit=off")
                        .lost())
                .isNotEmpty();
    }

    @Test
    @Tag("full-load")
    void noticesALaunchThatDoesNotRecordItsToken() {
        assertThat(firedAt(Victims.NODE, CHAOS, "--firebreak.chaos.planted-fault=token-left-out")
                        .doubled())
                .isNotEmpty();
    }

    private static Findings survives(String name, List<Victims> kills) {
        try (CellUnderFire cell = CellUnderFire.overAServerOfItsOwn("full-load-" + name)) {
            Findings findings = fire(cell, kills);
            System.out.println("killed " + name + ": " + findings);
            assertThat(findings.lost()).as("acknowledged and missing").isEmpty();
            assertThat(findings.doubled())
                    .as("tokens with other sets than acknowledged")
                    .isEmpty();
            assertThat(findings.contradicted()).isFalse();
            Books.addUp(cell.database());
            Books.tokensNameTheirInstances(cell.database());
            cell.awaitHostsAgree();
            return findings;
        }
    }

    private static Findings firedAt(Victims victims, String... settings) {
        try (CellUnderFire cell = CellUnderFire.overAServerOfItsOwn("full-load-liar", settings)) {
            Findings findings = fire(cell, Collections.nCopies(KILLS_OF_A_LIAR, victims));
            System.out.println("planted fault, " + victims + ": " + findings);
            return findings;
        }
    }

    private static Findings fire(CellUnderFire cell, List<Victims> kills) {
        SplittableRandom random = new SplittableRandom(SEED);
        LaunchingClients clients =
                LaunchingClients.withoutPause(cell.urls(), CLIENTS).start(SEED);
        long began = System.nanoTime();
        try (clients) {
            for (Victims victims : kills) {
                clients.awaitLaunchAfterNow();
                JarProcess.sleep(200 + random.nextInt(800));
                CommitWatch.awaitCommit(cell.testDatabase());
                clients.beforeKill();
                victims.kill(cell);
                victims.restart(cell);
            }
            clients.awaitLaunchAfterNow();
        }
        return Findings.of(cell, clients, SEED, kills.size(), (System.nanoTime() - began) / 1e9);
    }
}
