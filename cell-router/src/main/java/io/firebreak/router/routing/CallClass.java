package io.firebreak.router.routing;

import java.util.Locale;

/** Calls that share a limit. Cells divide calls in the same way; the table in {@code docs/protocol.md} holds both to it. */
public enum CallClass {
    LAUNCH(0),
    /** Whatever else changes something. */
    CHANGE(1),
    /** Reads that one cell answers. */
    DESCRIBE(2),
    /** Lists, which every cell of the shard serves. */
    LIST(3);

    private final int number;
    private final String tag = name().toLowerCase(Locale.ROOT);

    CallClass(int number) {
        this.number = number;
    }

    /** Of a call that the router sends to a cell; the path is without its query. */
    public static CallClass of(String method, String path) {
        boolean collection = path.equals("/v1/instances");
        return switch (method) {
            case "POST" -> collection ? LAUNCH : CHANGE;
            case "GET", "HEAD", "OPTIONS" -> collection ? LIST : DESCRIBE;
            default -> CHANGE;
        };
    }

    /** Its place where each class has one, from 0 on without a gap. */
    public int number() {
        return number;
    }

    /** Its name in the table, in settings, problems and metrics. */
    public String tag() {
        return tag;
    }
}
