package io.firebreak.cell.lifecycle;

import io.firebreak.cell.edge.ErrorCode;
import io.firebreak.cell.edge.Problem;
import io.firebreak.cell.edge.ProblemException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.util.MultiValueMap;

/**
 * What a list is asked for: {@code ?state=&tag.K=V&limit=&cursor=}. Several states mean any of them, several tags all of
 * them.
 */
record InstanceFilter(List<InstanceState> states, Map<String, String> tags, int limit, Cursor cursor) {
    static final int DEFAULT_LIMIT = 100;
    /** About 400 KB of JSON. */
    static final int LARGEST_LIMIT = 1_000;

    private static final String TAG_PREFIX = "tag.";

    /** Throws the problem INVALID_PARAMETER for a parameter or value that is not accepted. */
    static InstanceFilter of(MultiValueMap<String, String> query) {
        List<InstanceState> states = new ArrayList<>();
        Map<String, String> tags = new TreeMap<>();
        int limit = DEFAULT_LIMIT;
        Cursor cursor = Cursor.START;
        for (var parameter : query.entrySet()) {
            String name = parameter.getKey();
            String value = parameter.getValue().getLast();
            if (name.equals("state")) {
                parameter.getValue().stream()
                        .filter(text -> !text.isEmpty())
                        .map(InstanceFilter::state)
                        .forEach(states::add);
            } else if (name.equals("limit")) {
                limit = limit(value);
            } else if (name.equals("cursor")) {
                cursor = value.isEmpty()
                        ? Cursor.START
                        : Cursor.parse(value).orElseThrow(() -> invalid(name, value, "a nextCursor of this API"));
            } else if (name.startsWith(TAG_PREFIX)) {
                tags.put(name.substring(TAG_PREFIX.length()), value);
            } else {
                throw invalid(name, value, "one of state, tag.<key>, limit, cursor");
            }
        }
        return new InstanceFilter(states.isEmpty() ? List.of(InstanceState.values()) : states, tags, limit, cursor);
    }

    List<String> stateNames() {
        return states.stream().map(InstanceState::wire).toList();
    }

    private static InstanceState state(String text) {
        return InstanceState.parse(text)
                .orElseThrow(() -> invalid(
                        "state",
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
        throw invalid("limit", text, "1 to " + LARGEST_LIMIT);
    }

    private static ProblemException invalid(String name, String value, String accepted) {
        return Problem.of(
                        ErrorCode.INVALID_PARAMETER,
                        "parameter '%s' is '%s'; accepted is %s".formatted(name, value, accepted))
                .asException();
    }
}
