package io.firebreak.chaos.measure;

/** What a client wants. */
public enum IntentKind {
    LAUNCH(true),
    LIST(true),
    DESCRIBE(false),
    TERMINATE(false);

    private final boolean scored;

    IntentKind(boolean scored) {
        this.scored = scored;
    }

    /** Whether any cell of the shard can serve it; the others are bound to the one cell that holds the instance. */
    public boolean scored() {
        return scored;
    }
}
