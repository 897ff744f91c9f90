package io.firebreak.router.cells;

import java.time.Duration;
import java.util.function.Function;

/** Answers rightly, after a while. */
public final class CellThatIsSlow extends CellThatAnswers {
    public CellThatIsSlow(String id, Duration delay) {
        this(delay, request -> Answer.of(200, "{\"cell\":\"%s\"}".formatted(id)));
    }

    public CellThatIsSlow(Duration delay, Function<SeenRequest, Answer> habit) {
        super(request -> {
            try {
                Thread.sleep(delay);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return habit.apply(request);
        });
    }
}
