package io.firebreak.chaos.attack;

/**
 * An answer as it came.
 *
 * @param status 0 when the connection ended without one
 * @param head status line and headers
 */
public record RawAnswer(int status, String head, String body, boolean lastOfConnection) {
    static final RawAnswer NONE = new RawAnswer(0, "", "", true);

    /** The value of a header; empty without it. */
    public String header(String name) {
        return head.lines()
                .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                .map(line -> line.substring(name.length() + 1).strip())
                .findFirst()
                .orElse("");
    }
}
