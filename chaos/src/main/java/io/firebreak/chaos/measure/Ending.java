package io.firebreak.chaos.measure;

/** How the last attempt of an intent ended. */
public enum Ending {
    SUCCEEDED,
    /** Refused for want of room in every cell of the shard; such an answer is not tried again. */
    OUT_OF_CAPACITY,
    /** Any other answer that is no success. */
    REFUSED,
    TIMED_OUT,
    /** No connection, or a connection that broke. */
    UNANSWERED,
    /** Never started: the generator had too many in flight. */
    NOT_SENT
}
