package io.firebreak.chaos.region;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TurnsTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final PlannedProcess database = planned("cell-1/database", ProcessKind.DATABASE);
    private final PlannedProcess fleet = planned("cell-1/fleet", ProcessKind.FLEET);
    private final PlannedProcess node = planned("cell-1/node-1", ProcessKind.NODE, database.name());
    private final PlannedProcess other = planned("cell-2/node-1", ProcessKind.NODE);
    private final List<PlannedProcess> all = List.of(database, fleet, node, other);
    private final Map<ProcessName, Life> lives = new HashMap<>();

    private static PlannedProcess planned(String name, ProcessKind kind, ProcessName... needs) {
        return new PlannedProcess(new ProcessName(name), kind, null, null, null, List.of(needs), new NoProgram());
    }

    @Test
    void startsAFewAtOnceAndNothingBeforeWhatItNeeds() {
        List<PlannedProcess> many = new ArrayList<>(all);
        many.add(planned("cell-3/node-1", ProcessKind.NODE));
        many.forEach(process -> lives.put(process.name(), Life.waiting(NOW)));

        assertThat(Turns.next(many, lives, NOW)).hasSize(Turns.STARTS_AT_ONCE).containsExactly(database, fleet, other);
    }

    @Test
    void startsAsManyAsThereArePlacesLeft() {
        allReady();
        lives.put(database.name(), Life.waiting(NOW).begin(NOW));
        lives.put(fleet.name(), Life.waiting(NOW).begin(NOW));
        lives.put(node.name(), Life.waiting(NOW));
        lives.put(other.name(), Life.waiting(NOW));

        assertThat(Turns.next(all, lives, NOW)).containsExactly(other);
    }

    @Test
    void startsADeadOneAfterItsBackOffOnly() {
        allReady();
        die(other);

        assertThat(Turns.next(all, lives, NOW.plusMillis(999))).isEmpty();
        assertThat(Turns.next(all, lives, NOW.plusMillis(1_000))).containsExactly(other);
    }

    @Test
    void repairsOneAtATimeAndFirstWhatOthersNeed() {
        allReady();
        die(other);
        die(node);
        die(fleet);
        Instant due = NOW.plusSeconds(1);

        assertThat(Turns.next(all, lives, due)).containsExactly(fleet);

        lives.computeIfPresent(fleet.name(), (name, life) -> life.begin(due));
        assertThat(Turns.next(all, lives, due)).isEmpty();

        lives.computeIfPresent(fleet.name(), (name, life) -> life.ready(due));
        assertThat(Turns.next(all, lives, due)).hasSize(1);
    }

    @Test
    void oneThatNeverBecomesReadyDoesNotKeepTheOthersDead() {
        allReady();
        die(other);
        lives.put(fleet.name(), Life.waiting(NOW).begin(NOW).died(NOW, false).begin(NOW));

        assertThat(Turns.next(all, lives, NOW.plus(Turns.LONGEST_TURN).minusMillis(1)))
                .isEmpty();
        assertThat(Turns.next(all, lives, NOW.plus(Turns.LONGEST_TURN))).containsExactly(other);
    }

    @Test
    void doesNotRepairANodeWhoseDatabaseIsDead() {
        allReady();
        die(node);
        lives.computeIfPresent(database.name(), (name, life) -> life.died(NOW, true));

        assertThat(Turns.next(all, lives, NOW.plusSeconds(60))).isEmpty();
    }

    @Test
    void repairsARouterWhoseDirectoryIsDead() {
        PlannedProcess directory = planned("directory", ProcessKind.DIRECTORY);
        PlannedProcess router = planned("router-1", ProcessKind.ROUTER, directory.name());
        lives.put(directory.name(), Life.waiting(NOW).begin(NOW).ready(NOW).died(NOW, true));
        lives.put(router.name(), Life.waiting(NOW).begin(NOW).ready(NOW).died(NOW, false));

        assertThat(Turns.next(List.of(directory, router), lives, NOW.plusSeconds(1)))
                .containsExactly(router);
    }

    @Test
    void neverStartsAHeldOne() {
        allReady();
        lives.computeIfPresent(other.name(), (name, life) -> life.died(NOW, true));

        assertThat(Turns.next(all, lives, NOW.plusSeconds(60))).isEmpty();
    }

    private void allReady() {
        all.forEach(process ->
                lives.put(process.name(), Life.waiting(NOW).begin(NOW).ready(NOW)));
    }

    private void die(PlannedProcess process) {
        lives.computeIfPresent(process.name(), (name, life) -> life.died(NOW, false));
    }

    private record NoProgram() implements Program {
        @Override
        public List<String> command() {
            return List.of();
        }

        @Override
        public Map<String, String> environment(Version version) {
            return Map.of();
        }

        @Override
        public Path workingDirectory() {
            return Path.of("");
        }

        @Override
        public void beforeStart() {}

        @Override
        public boolean isReady() {
            return false;
        }

        @Override
        public List<ProcessHandle> processes(ProcessHandle main) {
            return List.of(main);
        }

        @Override
        public Signal stopSignal() {
            return Signal.TERM;
        }
    }
}
