package io.firebreak.router.standalone;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** One mapping of the file. Every mistake is noted with its line and key and reading goes on, so that none hides the next. */
final class Section {
    private final Value self;
    private final Map<String, Value> values = new LinkedHashMap<>();

    private Section(Value self) {
        this.self = self;
    }

    /** A mapping of these keys. */
    static Section of(Value value, String... accepted) {
        Section section = new Section(value);
        section.take(List.of(accepted));
        return section;
    }

    /** A mapping of any keys, such as names of tenants. */
    static Section open(Value value) {
        Section section = new Section(value);
        section.take(List.of());
        return section;
    }

    private void take(List<String> accepted) {
        if (!(self.node() instanceof MappingNode mapping)) {
            self.reject(accepted.isEmpty() ? "a mapping" : "a mapping of " + String.join(", ", accepted));
            return;
        }
        for (NodeTuple tuple : mapping.getValue()) {
            String key = tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "?";
            Value value = new Value(tuple.getValueNode(), nameOf(key), self.mistakes());
            if (!accepted.isEmpty() && !accepted.contains(key)) {
                self.mistakes()
                        .at(
                                tuple.getKeyNode(),
                                "unknown key '%s'; accepted: %s".formatted(nameOf(key), String.join(", ", accepted)));
            } else if (values.putIfAbsent(key, value) != null) {
                self.mistakes().at(tuple.getKeyNode(), "key '%s' stands twice; accepted: once".formatted(nameOf(key)));
            }
        }
    }

    private String nameOf(String key) {
        return self.name().isEmpty() ? key : self.name() + "." + key;
    }

    Map<String, Value> values() {
        return values;
    }

    Optional<Value> find(String key) {
        return Optional.ofNullable(values.get(key));
    }

    /** A value that has to be there. */
    Optional<Value> need(String key, String accepted) {
        Value value = values.get(key);
        if (value == null && self.isMapping()) {
            self.mistakes().at(self.node(), "missing key '%s'; accepted: %s".formatted(nameOf(key), accepted));
        }
        return Optional.ofNullable(value);
    }

    <T> T or(String key, T otherwise, String accepted, Function<String, Optional<T>> reading) {
        return find(key).flatMap(value -> value.as(accepted, reading)).orElse(otherwise);
    }

    int wholeOr(String key, int otherwise, int least, int most) {
        return or(
                key,
                otherwise,
                "a whole number of %d to %d".formatted(least, most),
                text -> Notation.whole(text)
                        .filter(it -> it >= least && it <= most)
                        .map(Long::intValue));
    }

    double shareOr(String key, double otherwise) {
        return or(
                key,
                otherwise,
                "a number of 0 to 1",
                text -> Notation.decimal(text).filter(it -> it <= 1));
    }

    boolean flagOr(String key, boolean otherwise) {
        return or(key, otherwise, "true or false", text -> switch (text) {
            case "true" -> Optional.of(true);
            case "false" -> Optional.of(false);
            default -> Optional.empty();
        });
    }

    Optional<Duration> duration(String key, Duration least, Duration most) {
        return find(key)
                .flatMap(value -> value.as(
                        "a duration of %d ms to %d s, such as 500ms or 2s"
                                .formatted(least.toMillis(), most.toSeconds()),
                        text -> Notation.duration(text)
                                .filter(it -> it.compareTo(least) >= 0 && it.compareTo(most) <= 0)));
    }
}
