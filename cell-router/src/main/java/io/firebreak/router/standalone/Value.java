package io.firebreak.router.standalone;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * One value of the file and the name by which messages call it. What is not accepted is noted, and nothing is read instead.
 *
 * @param name its path, such as {@code cells[2].zone}
 */
record Value(Node node, String name, Mistakes mistakes) {
    /** Notes that it is not accepted. */
    void reject(String accepted) {
        mistakes.at(node, "%s is %s; accepted: %s".formatted(name, shown(), accepted));
    }

    /** Notes something about it that is wrong beside its form. */
    void wrong(String what) {
        mistakes.at(node, "%s %s".formatted(name, what));
    }

    boolean isMapping() {
        return node instanceof MappingNode;
    }

    boolean isText() {
        return node instanceof ScalarNode;
    }

    /** The text as something else. */
    <T> Optional<T> as(String accepted, Function<String, Optional<T>> reading) {
        Optional<T> value = node instanceof ScalarNode scalar ? reading.apply(scalar.getValue()) : Optional.empty();
        if (value.isEmpty()) {
            reject(accepted);
        }
        return value;
    }

    /** Its items; none when it is no list of so many. */
    List<Value> items(int least, int most, String accepted) {
        if (!(node instanceof SequenceNode list)
                || list.getValue().size() < least
                || list.getValue().size() > most) {
            reject("a list of %d to %d %s".formatted(least, most, accepted));
            return List.of();
        }
        List<Node> nodes = list.getValue();
        return IntStream.range(0, nodes.size())
                .mapToObj(i -> new Value(nodes.get(i), "%s[%d]".formatted(name, i + 1), mistakes))
                .toList();
    }

    private String shown() {
        return switch (node) {
            case ScalarNode scalar when scalar.getValue().isEmpty() -> "empty";
            case ScalarNode scalar -> "'" + firstWords(scalar.getValue()) + "'";
            case SequenceNode list -> "a list of " + list.getValue().size();
            default -> "a mapping";
        };
    }

    private static String firstWords(String text) {
        String line = text.replaceAll("\\p{Cntrl}", " ");
        return line.length() <= 60 ? line : line.substring(0, 60) + "…";
    }
}
