package io.firebreak.cell.lifecycle;

import io.firebreak.cell.edge.Problem;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.util.MultiValueMap;

/**
 * What a list is asked for: {@code ?state=&type=&zone=&id=&tag.K=V&limit=&cursor=}. Several values of one parameter mean any
 * of them, several parameters and tags all of them; no value of a parameter means any value.
 */
record InstanceFilter(
        List<InstanceState> states,
        List<String> types,
        List<String> zones,
        List<String> ids,
        Map<String, String> tags,
        int limit,
        Cursor cursor) {
    static final int DEFAULT_LIMIT = 100;
    /** About 400 KB of JSON. */
    static final int LARGEST_LIMIT = 1_000;

    private static final String TAG_PREFIX = "tag.";
    private static final Set<String> NAMES = Set.of("state", "type", "zone", "id", "limit", "cursor");

    /** As many as fit into a request line of 4 KB. */
    private static final int MOST_VALUES = 100;

    /** Throws the problem INVALID_PARAMETER for a parameter or value that is not accepted. */
    static InstanceFilter of(MultiValueMap<String, String> query) {
        Map<String, String> tags = new TreeMap<>();
        query.forEach((name, values) -> {
            if (values.size() > MOST_VALUES) {
                throw Problem.invalid(parameter(name), values.size() + " values", "at most " + MOST_VALUES);
            }
            values.stream().filter(value -> value.indexOf('\0') >= 0).forEach(value -> {
                throw Problem.invalid(parameter(name), value.replace('\0', '?'), "a text without the character 0");
            });
            if (name.startsWith(TAG_PREFIX)) {
                tags.put(name.substring(TAG_PREFIX.length()), values.getLast());
            } else if (!NAMES.contains(name)) {
                throw Problem.invalid(
                        parameter(name), values.getLast(), "one of state, type, zone, id, tag.<key>, limit, cursor");
            }
        });
        return new InstanceFilter(
                values(query, "state").map(InstanceFilter::state).toList(),
                values(query, "type").toList(),
                values(query, "zone").toList(),
                values(query, "id").map(InstanceFilter::id).toList(),
                tags,
                last(query, "limit").map(InstanceFilter::limit).orElse(DEFAULT_LIMIT),
                last(query, "cursor")
                        .filter(text -> !text.isEmpty())
                        .map(InstanceFilter::cursor)
                        .orElse(Cursor.START));
    }

    private static Stream<String> values(MultiValueMap<String, String> query, String name) {
        return query.getOrDefault(name, List.of()).stream().filter(text -> !text.isEmpty());
    }

    private static Optional<String> last(MultiValueMap<String, String> query, String name) {
        return Optional.ofNullable(query.get(name)).map(List::getLast);
    }

    List<String> stateNames() {
        return states.stream().map(InstanceState::wire).toList();
    }

    private static String id(String text) {
        return InstanceId.parse(text)
                .map(InstanceId::value)
                .orElseThrow(() -> Problem.invalid(parameter("id"), text, "ids of instances: i- and 17 hex digits"));
    }

    private static Cursor cursor(String text) {
        return Cursor.parse(text)
                .orElseThrow(() -> Problem.invalid(parameter("cursor"), text, "a nextCursor of this API"));
    }

    private static InstanceState state(String text) {
        return InstanceState.parse(text)
                .orElseThrow(() -> Problem.invalid(
                        parameter("state"),
                        text,
                        Arrays.stream(InstanceState.values())
                                .map(InstanceState::wire)
                                .collect(Collectors.joining(", ", "one of ", ""))));
    }

    private static int limit(String text) {
        try {
            int limit = Integer.parseInt(text);
            if (limit >= 1 && limit <= LARGEST_LIMIT) {
                return limit;
            }
        } catch (NumberFormatException e) {
            // answered below, as a number out of range is
        }
        throw Problem.invalid(parameter("limit"), text, "1 to " + LARGEST_LIMIT);
    }

    private static String parameter(String name) {
        return "parameter '%s'".formatted(Problem.shown(name));
    }
}
