package io.firebreak.cell.lifecycle;

import io.firebreak.cell.edge.Problem;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the tags of an instance must look like: EC2's bounds. Every refusal names key, value and what is accepted. */
public final class TagRules {
    private static final int MOST = 50;
    private static final int LONGEST_KEY = 128;
    private static final int LONGEST_VALUE = 256;

    private TagRules() {}

    /** All tags an instance is to have; throws the problem INVALID_PARAMETER if it may not. */
    public static Map<String, String> check(Map<String, @Nullable String> tags) {
        if (tags.size() > MOST) {
            throw Problem.invalid("tags", tags.size() + " tags", "at most " + MOST);
        }
        Map<String, String> checked = new HashMap<>();
        tags.forEach((key, value) -> {
            if (key.isEmpty() || key.length() > LONGEST_KEY || key.indexOf('\0') >= 0) {
                throw Problem.invalid("tags", key, "keys of 1 to %d characters".formatted(LONGEST_KEY));
            }
            if (value == null || value.length() > LONGEST_VALUE || value.indexOf('\0') >= 0) {
                throw Problem.invalid("tags." + key, String.valueOf(value), "a text of at most " + LONGEST_VALUE);
            }
            checked.put(key, value);
        });
        return Map.copyOf(checked);
    }
}
