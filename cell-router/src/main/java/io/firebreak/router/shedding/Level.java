package io.firebreak.router.shedding;

import io.firebreak.router.routing.RequestKind;

/**
 * What is held back last first, in the order in which a cell's own door sheds. Each has a share of the calls under way that
 * the others do not take from it; beyond it, it is held back a little before the limit is reached, those held back first earliest.
 */
enum Level {
    /** Only this cell can answer it, and ends make room. */
    OWNED(0.4, 1),
    /** Another cell can take it over, and its token lets it be repeated. */
    LAUNCH(0.4, 0.9),
    /** A list without this cell is partial, and nothing is lost. */
    LIST(0.2, 0.8);

    private final double share;
    private final double part;

    /**
     * @param share of the limit that is its own
     * @param part of the limit up to which more than its share is let through
     */
    Level(double share, double part) {
        this.share = share;
        this.part = part;
    }

    /** Of a service that is not Firebreak's nobody knows what is worth more. */
    static Level of(RequestKind kind) {
        return switch (kind) {
            case DESCRIBE, TERMINATE, ACT, TAG, READ, REPEATABLE, ONCE, OTHER -> OWNED;
            case LAUNCH, PLACEMENT_GROUPS -> LAUNCH;
            case LIST, AUDIT, SHARD, LIMITS, INSTANCE_TYPES, PLACEMENT, API_DOCS -> LIST;
        };
    }

    /** How much of a limit it may fill when so many of it are under way. */
    double partOf(double limit, int underWay) {
        return underWay < share * limit ? limit : part * limit;
    }
}
