package io.firebreak.chaos.measure;

import com.fasterxml.jackson.annotation.JsonValue;

/**
 * How badly a tenant fared in the fault window. Each scored tenant has exactly one severity, so shares of them add up: slow,
 * failing and down are together below the SLO.
 */
public enum Severity {
    /** In its SLO, or not scored. */
    NONE("none"),
    /** Below the SLO only because answers came late: with those counted as good, it would have held. */
    SLOW("slow"),
    /** Below the SLO because intents failed, but not down. */
    FAILING("failing"),
    /** Good share under {@value TenantOutcome#DOWN_BELOW}, whether its answers were late or missing. */
    DOWN("down");

    private final String word;

    Severity(String word) {
        this.word = word;
    }

    @JsonValue
    public String word() {
        return word;
    }

    /**
     * The severity behind an outcome.
     *
     * @param answered scored intents that succeeded, however late, out of all
     */
    static Severity of(TenantOutcome outcome, Share answered, Slo slo) {
        return switch (outcome) {
            case IN_SLO, NO_DATA, LEFT_OUT -> NONE;
            case DOWN -> DOWN;
            case BELOW_SLO -> answered.value() >= slo.availability() ? SLOW : FAILING;
        };
    }
}
