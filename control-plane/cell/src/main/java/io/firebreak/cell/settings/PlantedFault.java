package io.firebreak.cell.settings;

/** A promise a node breaks on purpose. */
public enum PlantedFault {
    NONE,
    /** A launch is acknowledged before its transaction commits. */
    ANSWER_BEFORE_COMMIT,
    /** A launch does not record its client token, so a retry launches again. */
    TOKEN_LEFT_OUT
}
