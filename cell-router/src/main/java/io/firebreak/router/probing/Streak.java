package io.firebreak.router.probing;

/**
 * What is believed of a node, and how many findings in a row have contradicted that. One lost packet is no death, and one
 * answer of a node that is starting no return.
 *
 * @param down the belief
 * @param against how many findings in a row said otherwise
 */
record Streak(boolean down, int against) {
    /** Innocent until proven dead: a router that has just started has to ask somebody. */
    static final Streak FRESH = new Streak(false, 0);

    Streak after(Finding finding, ProbeSettings settings) {
        return switch (finding) {
            case UNKNOWN -> this;
            case WELL -> down ? contradicted(settings.successes()) : new Streak(false, 0);
            case DEAD -> down ? new Streak(true, 0) : contradicted(settings.failures());
        };
    }

    /** Whether the next question should come soon, since this one was a surprise. */
    boolean isInDoubt() {
        return against > 0;
    }

    private Streak contradicted(int enough) {
        return against + 1 >= enough ? new Streak(!down, 0) : new Streak(down, against + 1);
    }
}
