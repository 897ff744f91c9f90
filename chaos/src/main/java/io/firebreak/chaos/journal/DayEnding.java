package io.firebreak.chaos.journal;

import io.firebreak.chaos.measure.AuditResult;
import io.firebreak.chaos.measure.DayTimes;
import io.firebreak.chaos.measure.FaultSpan;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a measure needs of a day besides its header, prediction and outcomes.
 *
 * @param intents how many outcomes there were; fewer in the journal are not the whole day
 */
public record DayEnding(
        DayTimes times, List<FaultSpan> faults, @Nullable String aborted, AuditResult audit, int intents) {
    public DayEnding {
        faults = List.copyOf(faults);
    }
}
