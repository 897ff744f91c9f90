package io.firebreak.chaos.region;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Decides which processes are started now. */
final class Turns {
    /** First starts at once: enough to keep two cores busy, few enough that each is ready soon. */
    static final int STARTS_AT_ONCE = 3;
    /** How long a process that does not become ready keeps the others from being started again. */
    static final Duration LONGEST_TURN = Duration.ofSeconds(15);

    private Turns() {}

    /**
     * The next to start, in the order given. First starts wait for what they need and for a place among those coming up.
     * Starts after a death come one at a time, so that repairing takes as little as possible from those that serve: the
     * kind that others need goes first, then the one that is due longest. They wait for a dead database of their own and
     * for nothing else: a router must come back without its directory.
     *
     * @param lives of every process named in {@code all} and in their needs
     */
    static List<PlannedProcess> next(List<PlannedProcess> all, Map<ProcessName, Life> lives, Instant now) {
        List<PlannedProcess> unbegun = all.stream()
                .filter(process -> life(lives, process).state() == ProcessState.STARTING
                        && !life(lives, process).begun())
                .toList();
        if (!unbegun.isEmpty()) {
            long places = STARTS_AT_ONCE
                    - all.stream()
                            .filter(process -> life(lives, process).isComingUp())
                            .count();
            return unbegun.stream()
                    .filter(process -> hasWhatItNeeds(process, lives))
                    .limit(Math.max(0, places))
                    .toList();
        }
        return restart(all, lives, now).stream().toList();
    }

    private static Optional<PlannedProcess> restart(
            List<PlannedProcess> all, Map<ProcessName, Life> lives, Instant now) {
        boolean taken = all.stream()
                .map(process -> life(lives, process))
                .anyMatch(life -> life.state() == ProcessState.RESTARTING
                        && now.isBefore(life.since().plus(LONGEST_TURN)));
        if (taken) {
            return Optional.empty();
        }
        return all.stream()
                .filter(process -> life(lives, process).state() == ProcessState.DEAD)
                .filter(process -> !now.isBefore(life(lives, process).dueAt()))
                .filter(process -> hasItsDatabase(process, all, lives))
                .min(Comparator.comparing(PlannedProcess::kind)
                        .thenComparing(process -> life(lives, process).dueAt()));
    }

    private static boolean hasWhatItNeeds(PlannedProcess process, Map<ProcessName, Life> lives) {
        return process.needs().stream().allMatch(need -> life(lives, need).state() == ProcessState.READY);
    }

    private static boolean hasItsDatabase(
            PlannedProcess process, List<PlannedProcess> all, Map<ProcessName, Life> lives) {
        return all.stream()
                .filter(other ->
                        other.kind() == ProcessKind.DATABASE && process.needs().contains(other.name()))
                .allMatch(database -> life(lives, database).state() == ProcessState.READY);
    }

    private static Life life(Map<ProcessName, Life> lives, PlannedProcess process) {
        return life(lives, process.name());
    }

    private static Life life(Map<ProcessName, Life> lives, ProcessName name) {
        return Objects.requireNonNull(lives.get(name), () -> "no process is called " + name);
    }
}
