package io.firebreak.chaos.measure;

import io.firebreak.chaos.gameday.GameDay;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * When a run may speak, and what it says. A generator that lagged or dropped starts, a steady state that was not steady, a
 * region short of room, a day that was broken off or failed, and tenants that were not measured each take the verdict away;
 * otherwise the hypothesis decides.
 */
final class VerdictRule {
    /** Above this lag the load was not the one scheduled. */
    static final double MOST_LAG_P99_MILLIS = 100;

    /** Above this share of launches refused for want of room, the run measures the size of the region. */
    static final double MOST_CAPACITY_REFUSALS = 0.001;

    /** A verdict on the region that rests on fewer of its tenants would be one on chance. */
    private static final double LEAST_SCORED = 0.5;

    /** @param why one sentence */
    record Finding(Verdict verdict, String why) {}

    private VerdictRule() {}

    static Finding judge(GameDay gameDay, List<Day> days, List<FailedDay> failed, Agreement agreement) {
        List<String> objections = new ArrayList<>();
        failed.forEach(day -> objections.add(day.objection()));
        days.forEach(day -> objections.addAll(objections(gameDay, day)));
        if (!objections.isEmpty()) {
            return new Finding(Verdict.NONE, String.join("; ", objections));
        }
        boolean agrees = gameDay.hypothesis().absoluteError().holds(agreement.absoluteError());
        return new Finding(
                agrees ? Verdict.AGREES : Verdict.DISAGREES,
                String.format(
                        Locale.ROOT,
                        "measured and predicted are %.2f percentage points apart, the hypothesis allows %s",
                        agreement.absoluteError() * 100,
                        gameDay.hypothesis().absoluteError()));
    }

    private static List<String> objections(GameDay gameDay, Day day) {
        List<String> objections = new ArrayList<>();
        DayResult result = day.result();
        DayTotals totals = day.totals();
        Generator generator = result.generator();
        if (generator.scheduleLagP99Millis() > MOST_LAG_P99_MILLIS) {
            objections.add(String.format(
                    Locale.ROOT,
                    "the generator's p99 lag was %.0f ms, over %.0f ms",
                    generator.scheduleLagP99Millis(),
                    MOST_LAG_P99_MILLIS));
        }
        if (generator.dropped() > 0) {
            objections.add(String.format(Locale.ROOT, "the generator dropped %d starts", generator.dropped()));
        }
        if (!gameDay.steadyState()
                .require()
                .availability()
                .holds(totals.steady().value())) {
            objections.add(String.format(
                    Locale.ROOT,
                    "the steady state had an availability of %.4f, required is %s",
                    totals.steady().value(),
                    gameDay.steadyState().require().availability()));
        }
        if (1 - totals.steadyLaunches().value() > MOST_CAPACITY_REFUSALS) {
            objections.add(String.format(
                    Locale.ROOT,
                    "%.2f %% of the launches of the steady state were refused for want of capacity",
                    (1 - totals.steadyLaunches().value()) * 100));
        }
        if (result.aborted() != null) {
            objections.add(result.aborted());
        }
        objections.addAll(unmeasured(totals));
        return objections;
    }

    /** What was not measured is no success, however little of it went wrong. */
    private static List<String> unmeasured(DayTotals totals) {
        List<String> objections = new ArrayList<>();
        int scored = totals.shared().scored().size();
        int unknown = totals.shared().noData().size();
        if (scored < LEAST_SCORED * (scored + unknown) || scored == 0) {
            objections.add(String.format(
                    Locale.ROOT,
                    "only %d of %d tenants had %d intents in the fault window",
                    scored,
                    scored + unknown,
                    TenantOutcome.LEAST_INTENTS));
        }
        if (totals.silence().isTooLong()) {
            objections.add(String.format(
                    Locale.ROOT,
                    "the generator recorded nothing for %.1f s",
                    totals.silence().longestSeconds()));
        }
        return objections;
    }
}
