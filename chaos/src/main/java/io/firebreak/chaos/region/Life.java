package io.firebreak.chaos.region;

import java.time.Duration;
import java.time.Instant;

/**
 * Where one process stands and what it came through: a value, changed by events. An event that does not fit the state
 * changes nothing, since a process may die between the decision and the deed.
 *
 * @param begun whether its first start was ordered
 * @param since when it came into its state
 * @param running the state to go back to from a pause
 */
record Life(ProcessState state, boolean begun, int restarts, int deathsInARow, Instant since, ProcessState running) {

    /** Waits for its first turn. */
    static Life waiting(Instant now) {
        return new Life(ProcessState.STARTING, false, 0, 0, now, ProcessState.STARTING);
    }

    /** Whether the operating system has, or is about to have, a process for it. */
    boolean isRunning() {
        return switch (state) {
            case STARTING -> begun;
            case READY, PAUSED, RESTARTING -> true;
            case DEAD, HELD -> false;
        };
    }

    /** Whether it runs and has yet to say that it is ready. */
    boolean isComingUp() {
        return begun && (state == ProcessState.STARTING || state == ProcessState.RESTARTING);
    }

    /** When a dead process may be started again. */
    Instant dueAt() {
        return since.plus(Restarts.delay(deathsInARow));
    }

    Life begin(Instant now) {
        return switch (state) {
            case STARTING -> new Life(state, true, restarts, deathsInARow, now, state);
            case DEAD ->
                new Life(ProcessState.RESTARTING, true, restarts + 1, deathsInARow, now, ProcessState.RESTARTING);
            case READY, HELD, PAUSED, RESTARTING -> this;
        };
    }

    Life ready(Instant now) {
        return isComingUp() ? in(ProcessState.READY, now) : this;
    }

    /** @param held whether it is to stay dead until it is released */
    Life died(Instant now, boolean held) {
        if (!isRunning()) {
            return this;
        }
        Duration readyFor = state == ProcessState.READY ? Duration.between(since, now) : Duration.ZERO;
        ProcessState end = held ? ProcessState.HELD : ProcessState.DEAD;
        return new Life(end, true, restarts, Restarts.deathsInARow(deathsInARow, readyFor), now, end);
    }

    /** Keeps a process that is dead already from being started again. */
    Life hold(Instant now) {
        return isRunning() ? this : in(ProcessState.HELD, now);
    }

    /** Due at once: who released it has decided that it is time. */
    Life release(Instant now) {
        return state == ProcessState.HELD
                ? new Life(ProcessState.DEAD, true, restarts, 0, now, ProcessState.DEAD)
                : this;
    }

    Life pause(Instant now) {
        return isRunning() && state != ProcessState.PAUSED
                ? new Life(ProcessState.PAUSED, true, restarts, deathsInARow, now, state)
                : this;
    }

    Life resume(Instant now) {
        return state == ProcessState.PAUSED ? in(running, now) : this;
    }

    private Life in(ProcessState next, Instant now) {
        return new Life(next, begun, restarts, deathsInARow, now, next);
    }
}
