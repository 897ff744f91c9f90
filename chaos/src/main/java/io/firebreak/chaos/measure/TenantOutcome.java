package io.firebreak.chaos.measure;

import com.fasterxml.jackson.annotation.JsonValue;

/** How a tenant fared in the fault window. */
public enum TenantOutcome {
    IN_SLO("inSlo"),
    /** Under the SLO's availability, but not down. */
    BELOW_SLO("belowSlo"),
    /** Under {@value #DOWN_BELOW}; counts as below the SLO too. */
    DOWN("down"),
    /** Under {@value #LEAST_INTENTS} intents: reported, never scored. */
    NO_DATA("noData"),
    /** The tenant that triggers a poison pill: left out everywhere. */
    LEFT_OUT("leftOut");

    /** Good share under which a tenant counts as down. */
    public static final double DOWN_BELOW = 0.10;

    /** Fewer intents than this say too little about a share. */
    public static final int LEAST_INTENTS = 30;

    private final String word;

    TenantOutcome(String word) {
        this.word = word;
    }

    @JsonValue
    public String word() {
        return word;
    }

    /** Whether the tenant counts in a blast radius at all. */
    public boolean scored() {
        return this != NO_DATA && this != LEFT_OUT;
    }

    /** Whether it counts as below the SLO, down included. */
    public boolean isBelowSlo() {
        return this == BELOW_SLO || this == DOWN;
    }

    /**
     * The outcome of a tenant in the fault window.
     *
     * @param counted its good intents of the kind that is scored
     * @param intents its intents of all kinds: how much is known of it
     */
    static TenantOutcome of(Share counted, long intents, Slo slo) {
        if (intents < LEAST_INTENTS || counted.intents() == 0) {
            return NO_DATA;
        }
        if (counted.value() < DOWN_BELOW) {
            return DOWN;
        }
        return counted.value() < slo.availability() ? BELOW_SLO : IN_SLO;
    }
}
