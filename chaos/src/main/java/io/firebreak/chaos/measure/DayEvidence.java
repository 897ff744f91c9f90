package io.firebreak.chaos.measure;

import io.firebreak.chaos.gameday.GameDay;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything the measure of a day rests on.
 *
 * @param gameDay with the seed of this day
 * @param faults as they were made
 * @param aborted why the faults were undone before their time; null when the day went to its end
 * @param outcomes of all intents of the load, those of left-out tenants among them
 */
public record DayEvidence(
        GameDay gameDay,
        List<MeasuredTenant> tenants,
        DayTimes times,
        Prediction prediction,
        List<FaultSpan> faults,
        @Nullable String aborted,
        List<IntentOutcome> outcomes,
        AuditResult audit) {
    public DayEvidence {
        tenants = List.copyOf(tenants);
        faults = List.copyOf(faults);
        outcomes = List.copyOf(outcomes);
    }
}
