package io.firebreak.router.probing;

/** What one question found. */
public enum Finding {
    /** It takes calls. */
    WELL,
    /** It refused, did not answer in time, or said that it takes no calls. */
    DEAD,
    /** The router itself was held up, so nothing is known. */
    UNKNOWN
}
