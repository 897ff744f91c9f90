package io.firebreak.router.gather;

import io.firebreak.router.routing.RequestKind;

/** A list that every cell of a shard has a part of: what its rows are called, and what puts them in order. */
public enum ListShape {
    /** {@code GET /v1/instances}. */
    INSTANCES(RequestKind.LIST, "instances", "launchTime", "firebreak list cursor 1\n"),
    /** {@code GET /v1/audit}. */
    AUDIT(RequestKind.AUDIT, "entries", "at", "firebreak audit cursor 1\n");

    private final RequestKind kind;
    private final String rows;
    private final String time;
    private final String sealPurpose;

    ListShape(RequestKind kind, String rows, String time, String sealPurpose) {
        this.kind = kind;
        this.rows = rows;
        this.time = time;
        this.sealPurpose = sealPurpose;
    }

    public RequestKind kind() {
        return kind;
    }

    /** The member of a page that holds its rows. */
    String rows() {
        return rows;
    }

    /** The member of a row that orders it, before its {@code id}. */
    String time() {
        return time;
    }

    /** Keeps its cursors apart from those of other lists, and from whatever else the secret is used for. */
    String sealPurpose() {
        return sealPurpose;
    }
}
