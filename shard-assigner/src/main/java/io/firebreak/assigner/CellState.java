package io.firebreak.assigner;

/** What may be sent to a cell. */
public enum CellState {
    /** Takes new tenants and new instances. */
    ACTIVE,
    /** Keeps what it has, takes no new tenant. */
    DRAINING,
    /** Declared gone: it is no member of any shard and arbitrates nothing. */
    OUT
}
