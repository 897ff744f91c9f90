package io.firebreak.chaos.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RollbackTest {
    private final List<String> undone = new ArrayList<>();

    @Test
    void undoesTheLastStepFirstAndEachOnce() {
        Rollback rollback = new Rollback();
        rollback.add(() -> undone.add("first"));
        rollback.add(() -> undone.add("second"));
        rollback.close();
        rollback.close();
        assertThat(undone).containsExactly("second", "first");
    }

    @Test
    void undoesOneStepAheadOfItsTurn() {
        Runnable down = () -> undone.add("down");
        try (Rollback rollback = new Rollback()) {
            rollback.add(down);
            rollback.add(() -> undone.add("other"));
            rollback.undo(down);
            rollback.undo(down);
        }
        assertThat(undone).containsExactly("down", "other");
    }
}
