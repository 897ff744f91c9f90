package io.firebreak.router.routing;

import java.util.Locale;

/** What a client wants, as far as routing must know. */
public enum RequestKind {
    /** {@code POST /v1/instances}: carries a client token, so it may be sent again anywhere in the shard. */
    LAUNCH(true),
    /** {@code GET /v1/instances}: asked of every cell of the shard. */
    LIST(true),
    /** {@code GET /v1/audit}: asked of every cell of the shard too. */
    AUDIT(true),
    /** {@code GET /v1/instances/{id}} and what there is to read below it. */
    DESCRIBE(true),
    /** {@code DELETE /v1/instances/{id}}: the second one finds the work done. */
    TERMINATE(true),
    /** {@code POST /v1/instances/{id}:start|:stop|:reboot}: a second reboot is a second outage, so it is sent once. */
    ACT(false),
    /** {@code PUT|PATCH /v1/instances/{id}/tags}: says what the tags are to be, so the second one changes nothing. */
    TAG(true),
    /** {@code GET /v1/shard}. */
    SHARD(true),
    /** {@code GET /v1/limits}. */
    LIMITS(true),
    /** {@code GET /v1/instance-types}. */
    INSTANCE_TYPES(true),
    /** {@code GET /v1/placement}. */
    PLACEMENT(true),
    /** {@code /v1/placement-groups} and one of them: creating or deleting twice is the same as once. */
    PLACEMENT_GROUPS(true),
    /** {@code GET /v3/api-docs} and the page that shows it. */
    API_DOCS(true),
    /** A read of a service that is not Firebreak's: any cell of the shard can answer it. */
    READ(true),
    /** A call of such a service that it wants repeated where it may have failed. */
    REPEATABLE(true),
    /** Any other call of such a service. */
    ONCE(false),
    /** Anything the router refuses by itself. */
    OTHER(false);

    private final boolean repeatable;
    private final String tag;

    RequestKind(boolean repeatable) {
        this.repeatable = repeatable;
        this.tag = name().toLowerCase(Locale.ROOT);
    }

    /** Whether a cell may get it twice although the client sent it once. */
    public boolean repeatable() {
        return repeatable;
    }

    /** Whether it may be asked of two cells at once, since it changes nothing and any cell of the shard can answer it. */
    public boolean hedged() {
        return switch (this) {
            case SHARD, LIMITS, INSTANCE_TYPES, PLACEMENT, API_DOCS, READ -> true;
            case LAUNCH, LIST, AUDIT, DESCRIBE, TERMINATE, ACT, TAG, PLACEMENT_GROUPS, REPEATABLE, ONCE, OTHER -> false;
        };
    }

    /** Whether it may be asked of two nodes of one cell at once, since it changes nothing and only that cell can answer it. */
    public boolean hedgedBetweenNodes() {
        return this == DESCRIBE;
    }

    /** Whether answers of several cells become one, so that each must be there whole. */
    public boolean gathered() {
        return this == LIST || this == AUDIT || this == PLACEMENT_GROUPS;
    }

    /** Its name in metrics. */
    public String tag() {
        return tag;
    }
}
