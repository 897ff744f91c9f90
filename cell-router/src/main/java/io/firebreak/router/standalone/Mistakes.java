package io.firebreak.router.standalone;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.yaml.snakeyaml.nodes.Node;

/** What is wrong with one file, collected so that a person can mend it all at once. */
final class Mistakes {
    /** More than fit on a screen help nobody. */
    private static final int SHOWN = 20;

    private final String file;
    private final List<Mistake> found = new ArrayList<>();

    private record Mistake(int line, String what) {}

    Mistakes(String file) {
        this.file = file;
    }

    void at(Node node, String what) {
        found.add(new Mistake(node.getStartMark().getLine() + 1, what));
    }

    boolean none() {
        return found.isEmpty();
    }

    void throwIfAny() {
        if (!found.isEmpty()) {
            throw new StandaloneFileException(found.stream()
                    .sorted(Comparator.comparingInt(Mistake::line))
                    .limit(SHOWN)
                    .map(mistake -> "%s:%d: %s".formatted(file, mistake.line(), mistake.what()))
                    .toList());
        }
    }
}
