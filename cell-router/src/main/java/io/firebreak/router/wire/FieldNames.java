package io.firebreak.router.wire;

import io.netty.util.AsciiString;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A few names of header fields, in any case. Looked up by length first: no hash is made and no letter changed. */
final class FieldNames {
    private final List<List<String>> byLength = new ArrayList<>();

    FieldNames(String... names) {
        for (String name : names) {
            while (byLength.size() <= name.length()) {
                byLength.add(new ArrayList<>());
            }
            byLength.get(name.length()).add(name);
        }
    }

    /** These and more. */
    FieldNames and(String... more) {
        List<String> all = new ArrayList<>(Arrays.asList(more));
        byLength.forEach(all::addAll);
        return new FieldNames(all.toArray(String[]::new));
    }

    boolean contains(CharSequence name) {
        if (name.length() >= byLength.size()) {
            return false;
        }
        List<String> candidates = byLength.get(name.length());
        for (int i = 0; i < candidates.size(); i++) {
            if (AsciiString.contentEqualsIgnoreCase(candidates.get(i), name)) {
                return true;
            }
        }
        return false;
    }
}
