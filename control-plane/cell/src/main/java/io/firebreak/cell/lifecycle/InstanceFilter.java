package io.firebreak.cell.lifecycle;

import io.firebreak.cell.edge.PageCursor;
import io.firebreak.cell.edge.PageParameters;
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
        PageCursor cursor) {
    private static final String TAG_PREFIX = "tag.";
    private static final Set<String> NAMES = Set.of("state", "type", "zone", "id", "limit", "cursor");

    /** As many as fit into a request line of 4 KB. */
    private static final int MOST_VALUES = 100;

    /** Throws the problem INVALID_PARAMETER for a parameter or value that is not accepted. */
    static InstanceFilter of(MultiValueMap<String, String> query) {
        Map<String, String> tags = new TreeMap<>();
        query.forEach((name, values) -> {
            if (values.size() > MOST_VALUES) {
                throw Problem.invalid(PageParameters.named(name), values.size() + " values", "at most " + MOST_VALUES);
            }
            values.stream().filter(value -> value.indexOf('\0') >= 0).forEach(value -> {
                throw Problem.invalid(
                        PageParameters.named(name), value.replace('\0', '?'), "a text without the character 0");
            });
            if (name.startsWith(TAG_PREFIX)) {
                tags.put(name.substring(TAG_PREFIX.length()), values.getLast());
            } else if (!NAMES.contains(name)) {
                throw Problem.invalid(
                        PageParameters.named(name),
                        values.getLast(),
                        "one of state, type, zone, id, tag.<key>, limit, cursor");
            }
        });
        return new InstanceFilter(
                values(query, "state").map(InstanceFilter::state).toList(),
                values(query, "type").toList(),
                values(query, "zone").toList(),
                values(query, "id").map(InstanceFilter::id).toList(),
                tags,
                last(query, "limit").map(PageParameters::limit).orElse(PageParameters.DEFAULT_LIMIT),
                last(query, "cursor")
                        .filter(text -> !text.isEmpty())
                        .map(InstanceFilter::cursor)
                        .orElse(PageCursor.START));
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
                .orElseThrow(() ->
                        Problem.invalid(PageParameters.named("id"), text, "ids of instances: i- and 17 hex digits"));
    }

    private static PageCursor cursor(String text) {
        return PageParameters.cursor(text, id -> InstanceId.parse(id).isPresent());
    }

    private static InstanceState state(String text) {
        return InstanceState.parse(text)
                .orElseThrow(() -> Problem.invalid(
                        PageParameters.named("state"),
                        text,
                        Arrays.stream(InstanceState.values())
                                .map(InstanceState::wire)
                                .collect(Collectors.joining(", ", "one of ", ""))));
    }
}
