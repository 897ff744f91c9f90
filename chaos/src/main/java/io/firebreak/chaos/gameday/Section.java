package io.firebreak.chaos.gameday;

import io.firebreak.chaos.gameday.GameDay.Rate;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * One mapping of a file. A mistake is noted with its line and key, and reading goes on with a value that makes no further
 * check fail, so that one mistake is reported once and does not hide the next.
 */
final class Section {
    private final Mistakes mistakes;
    private final String path;
    private final int line;
    /** False for what stands in for a mapping that is not there: its keys are not missed one by one. */
    private final boolean present;

    private final Map<String, Node> values = new LinkedHashMap<>();
    private boolean sound;

    private Section(Mistakes mistakes, String path, int line, boolean present) {
        this.mistakes = mistakes;
        this.path = path;
        this.line = line;
        this.present = present;
        this.sound = present;
    }

    /** @param path the name of the mapping in messages; empty for the whole file */
    static Section of(Node node, String path, Mistakes mistakes, List<String> accepted) {
        if (!(node instanceof MappingNode mapping)) {
            String name = path.isEmpty() ? "the file" : path;
            mistakes.at(
                    lineOf(node), "%s is %s; accepted: a mapping of %s".formatted(name, shown(node), list(accepted)));
            return new Section(mistakes, path, lineOf(node), false);
        }
        Section section = new Section(mistakes, path, lineOf(node), true);
        for (NodeTuple tuple : mapping.getValue()) {
            section.take(tuple, accepted);
        }
        return section;
    }

    private void take(NodeTuple tuple, List<String> accepted) {
        Node keyNode = tuple.getKeyNode();
        String key = keyNode instanceof ScalarNode scalar ? scalar.getValue() : shown(keyNode);
        if (!accepted.contains(key)) {
            note(lineOf(keyNode), "unknown key '%s'; accepted: %s".formatted(name(key), list(accepted)));
        } else if (values.putIfAbsent(key, tuple.getValueNode()) != null) {
            note(lineOf(keyNode), "key '%s' stands twice; accepted: once".formatted(name(key)));
        }
    }

    boolean has(String key) {
        return values.containsKey(key);
    }

    /** Whether it is there and no mistake was found in it so far. */
    boolean isSound() {
        return sound;
    }

    /** Notes a mistake in the value of a key. */
    void reject(String key, String value, String accepted) {
        Node node = values.get(key);
        note(node == null ? line : lineOf(node), "%s is %s; accepted: %s".formatted(name(key), value, accepted));
    }

    /** Notes a mistake if a key is there. */
    void refuse(String key, String accepted) {
        Node node = values.get(key);
        if (node != null) {
            reject(key, shown(node), accepted);
        }
    }

    /** The value of a key that has to be there; empty after a mistake. */
    <T> Optional<T> find(String key, String accepted, Function<String, Optional<T>> reading) {
        Node node = values.get(key);
        if (node == null) {
            miss(key, accepted);
            return Optional.empty();
        }
        Optional<T> value = node instanceof ScalarNode scalar ? reading.apply(scalar.getValue()) : Optional.empty();
        if (value.isEmpty()) {
            reject(key, shown(node), accepted);
        }
        return value;
    }

    <T> T read(String key, T otherwise, String accepted, Function<String, Optional<T>> reading) {
        return find(key, accepted, reading).orElse(otherwise);
    }

    String text(String key, int longest) {
        return read(
                key,
                "",
                "a text of 1 to %d characters on one line".formatted(longest),
                text -> Optional.of(text)
                        .filter(it -> !it.isBlank()
                                && it.length() <= longest
                                && it.chars().noneMatch(Character::isISOControl)));
    }

    /** A whole number; when it is wrong, the greatest one stands in for it. */
    int whole(String key, int least, int most) {
        return read(
                key,
                most,
                "a whole number of %d to %d".formatted(least, most),
                text -> Notation.whole(text)
                        .filter(it -> it >= least && it <= most)
                        .map(Long::intValue));
    }

    int wholeOr(String key, int least, int most, int otherwise) {
        return has(key) ? whole(key, least, most) : otherwise;
    }

    double decimal(String key, double least, double most) {
        return read(
                key,
                most,
                "a number of %s to %s".formatted(plain(least), plain(most)),
                text -> Notation.decimal(text).filter(it -> it >= least && it <= most));
    }

    Duration duration(String key, Duration least, Duration most) {
        return read(
                key,
                most,
                "a duration of %s to %s, such as 500ms, 10s or 2m".formatted(Notation.show(least), Notation.show(most)),
                text -> Notation.duration(text).filter(it -> it.compareTo(least) >= 0 && it.compareTo(most) <= 0));
    }

    /** A duration ahead, or behind with a minus before it, but not none. */
    Duration offset(String key, Duration farthest) {
        return read(
                key,
                farthest,
                "a duration of 1ms to %1$s, or -1ms to -%1$s, such as 90s or -2m".formatted(Notation.show(farthest)),
                text -> Notation.offset(text)
                        .filter(it -> !it.isZero() && it.abs().compareTo(farthest) <= 0));
    }

    boolean flag(String key) {
        return read(key, true, "true or false", Notation::flag);
    }

    Rate rate(String key, double least, double most) {
        return read(
                key,
                new Rate(most),
                "a rate of %s/s to %s/s, such as 200/s".formatted(plain(least), plain(most)),
                text -> Notation.rate(text).filter(it -> it.perSecond() >= least && it.perSecond() <= most));
    }

    /** A bound on a share. */
    Bound share(String key, Bound.Direction direction) {
        return read(
                key,
                new Bound(direction, 1),
                "\"%s \" and a number of 0 to 1, in quotes".formatted(direction.sign()),
                text -> Notation.bound(text).filter(it -> it.direction() == direction && it.limit() <= 1));
    }

    Section section(String key, String... accepted) {
        Node node = values.get(key);
        if (node == null) {
            miss(key, "a mapping of " + list(List.of(accepted)));
            return new Section(mistakes, name(key), line, false);
        }
        return of(node, name(key), mistakes, List.of(accepted));
    }

    /** The mappings of a list; none when it is missing or wrong. */
    List<Section> sections(String key, int most, List<String> acceptedKeys) {
        String accepted = "a list of 1 to %d mappings of %s".formatted(most, list(acceptedKeys));
        Node node = values.get(key);
        if (node == null) {
            miss(key, accepted);
            return List.of();
        }
        if (!(node instanceof SequenceNode sequence)
                || sequence.getValue().isEmpty()
                || sequence.getValue().size() > most) {
            reject(key, shown(node), accepted);
            return List.of();
        }
        return sequence.getValue().stream()
                .map(item -> of(item, name(key), mistakes, acceptedKeys))
                .toList();
    }

    private void miss(String key, String accepted) {
        if (present) {
            note(line, "missing key '%s'; accepted: %s".formatted(name(key), accepted));
        }
    }

    private void note(int where, String what) {
        sound = false;
        mistakes.at(where, what);
    }

    private String name(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    private static int lineOf(Node node) {
        return node.getStartMark().getLine() + 1;
    }

    private static String shown(Node node) {
        return switch (node) {
            case ScalarNode scalar when scalar.getValue().isEmpty() -> "empty";
            case ScalarNode scalar -> "'" + scalar.getValue() + "'";
            case SequenceNode sequence -> "a list of " + sequence.getValue().size();
            default -> "a mapping";
        };
    }

    private static String plain(double number) {
        return number == Math.rint(number) ? Long.toString(Math.round(number)) : Double.toString(number);
    }

    private static String list(List<String> names) {
        return String.join(", ", names);
    }
}
