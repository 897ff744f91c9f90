package io.firebreak.chaos.measure;

import io.firebreak.chaos.gameday.GameDay;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/** What the region promises whatever is broken in it, held against the days. */
final class BrokenPromises {
    private static final double MILLIS_PER_SECOND = 1e3;

    private BrokenPromises() {}

    /** One sentence for each promise found broken. */
    static List<String> of(GameDay gameDay, List<Day> days) {
        List<String> broken = new ArrayList<>();
        counted(broken, days, AuditResult::lostInstances, "instances of settled acknowledgements are lost");
        counted(broken, days, AuditResult::duplicateInstances, "client tokens left two live sets");
        counted(broken, days, AuditResult::overcommittedHosts, "hosts are over-committed");
        counted(broken, days, AuditResult::unsettledTokens, "take-overs were never settled");
        days.forEach(day -> recovery(gameDay, day, broken));
        return broken;
    }

    private static void counted(List<String> broken, List<Day> days, ToLongFunction<AuditResult> figure, String what) {
        long found = days.stream()
                .mapToLong(day -> figure.applyAsLong(day.result().audit()))
                .sum();
        if (found > 0) {
            broken.add(found + " " + what);
        }
    }

    private static void recovery(GameDay gameDay, Day day, List<String> broken) {
        if (day.result().faults().isEmpty()) {
            return;
        }
        Duration within = gameDay.recovery().within();
        Double seconds = day.totals().requirementSeconds();
        if (seconds == null || seconds * MILLIS_PER_SECOND > within.toMillis()) {
            broken.add("seed %d: an availability of %s did not return within %s s of the fault's end"
                    .formatted(day.result().seed(), gameDay.recovery().require().availability(), within.toSeconds()));
        }
    }
}
