package io.firebreak.chaos.journal;

import io.firebreak.chaos.gameday.GameDay;
import io.firebreak.chaos.measure.DayEvidence;
import io.firebreak.chaos.measure.IntentOutcome;
import io.firebreak.chaos.measure.Prediction;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One day as its journal has it. A day that is still going on, or whose program was killed, has no ending.
 *
 * @param moments phases and faults, in the order in which they were noted
 * @param outcomes in the order of their ending
 * @param unkept outcomes that were counted only
 */
public record RecordedDay(
        DayHeader header,
        Prediction prediction,
        List<Moment> moments,
        List<IntentOutcome> outcomes,
        long unkept,
        @Nullable DayEnding ending) {
    public RecordedDay {
        moments = List.copyOf(moments);
        outcomes = List.copyOf(outcomes);
    }

    /** What the figures of this day rest on; empty when the journal does not have all of it. */
    public Optional<DayEvidence> evidence(GameDay gameDay) {
        if (ending == null || unkept > 0 || ending.intents() != outcomes.size()) {
            return Optional.empty();
        }
        return Optional.of(new DayEvidence(
                gameDay.withSeed(header.seed()),
                header.measured(),
                ending.times(),
                prediction,
                ending.faults(),
                ending.aborted(),
                outcomes,
                ending.audit()));
    }
}
