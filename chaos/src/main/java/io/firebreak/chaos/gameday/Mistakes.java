package io.firebreak.chaos.gameday;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What is wrong with one file, collected so that a person can mend it all at once. */
final class Mistakes {
    private final Path file;
    private final List<Mistake> found = new ArrayList<>();

    Mistakes(Path file) {
        this.file = file;
    }

    /** @param line counted from 1 */
    void at(int line, String what) {
        found.add(new Mistake(line, what));
    }

    void throwIfAny() {
        if (!found.isEmpty()) {
            throw new GameDayFileException(found.stream()
                    .sorted(Comparator.comparingInt(Mistake::line))
                    .map(mistake -> "%s:%d: %s".formatted(file, mistake.line(), mistake.what()))
                    .toList());
        }
    }

    private record Mistake(int line, String what) {}
}
