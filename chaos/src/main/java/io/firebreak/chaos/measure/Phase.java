package io.firebreak.chaos.measure;

/** A stretch of a day; {@code name} is one of "warm-up", "steady state", "fault window", "recovery". */
public record Phase(String name, double fromSeconds, double toSeconds) {
    boolean holds(double second) {
        return second >= fromSeconds && second < toSeconds;
    }
}
