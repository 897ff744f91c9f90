package io.firebreak.chaos.measure;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a result says about its hypothesis. */
public enum Verdict {
    /** Measured and predicted lie within the hypothesis' absolute error, for each architecture. */
    AGREES,
    /** They do not. */
    DISAGREES,
    /** The run cannot tell: the generator fell behind, the steady state was not steady, or the like. */
    NONE;

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
