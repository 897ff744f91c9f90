package io.firebreak.chaos.measure;

/** One measured day: its result, and the sums that are pooled with those of other days. */
public final class Day {
    private final DayResult result;
    private final DayTotals totals;

    Day(DayResult result, DayTotals totals) {
        this.result = result;
        this.totals = totals;
    }

    public DayResult result() {
        return result;
    }

    DayTotals totals() {
        return totals;
    }
}
