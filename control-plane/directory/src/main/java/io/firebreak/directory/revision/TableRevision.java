package io.firebreak.directory.revision;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A version of the table in the history of one record. Two records that come of one backup share numbers, not marks.
 *
 * @param version from 1
 * @param mark drawn by chance when the version was made
 */
public record TableRevision(long version, String mark) {
    private static final Pattern TEXT = Pattern.compile("([0-9]{1,18})\\.([0-9a-f-]{1,64})");

    /** As it is written on the wire, {@code <version>.<mark>}. */
    @Override
    public String toString() {
        return version + "." + mark;
    }

    /** The reverse of {@link #toString}; nothing when the text is no revision. */
    public static Optional<TableRevision> parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        return matcher.matches()
                ? Optional.of(new TableRevision(Long.parseLong(matcher.group(1)), matcher.group(2)))
                : Optional.empty();
    }
}
