package io.firebreak.chaos.promise;

import io.firebreak.chaos.measure.InstanceId;
import io.firebreak.chaos.measure.LaunchToken;
import io.firebreak.chaos.region.RegionFile;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** One launch as its client went through it, with all its attempts. */
record ClientLaunch(RegionFile.Tenant tenant, LaunchToken token, String instanceType, List<Attempt> attempts) {
    ClientLaunch {
        attempts = List.copyOf(attempts);
    }

    /** From just before an attempt was sent until its answer was read or its client gave up. */
    record Attempt(Instant sent, Instant ended, LaunchAnswer answer) {
        boolean isInFlightAt(Instant moment) {
            return !moment.isBefore(sent) && !moment.isAfter(ended);
        }
    }

    boolean isAcknowledged() {
        return attempts.stream().anyMatch(attempt -> attempt.answer() instanceof LaunchAnswer.Acknowledged);
    }

    boolean isSettled() {
        return attempts.stream().anyMatch(attempt -> attempt.answer().isSettled());
    }

    /** How many attempts ended how. */
    static Map<String, Long> answers(List<ClientLaunch> launches) {
        return launches.stream()
                .flatMap(launch -> launch.attempts().stream())
                .map(attempt -> switch (attempt.answer()) {
                    case LaunchAnswer.Acknowledged acknowledged -> acknowledged.settled() ? "settled" : "unsettled";
                    case LaunchAnswer.Refused(int status, String code) -> status + " " + code;
                    case LaunchAnswer.Unanswered() -> "unanswered";
                })
                .collect(Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()));
    }

    int retries() {
        return attempts.size() - 1;
    }

    /** Every set that a settled answer named; more than one is a broken promise. */
    Set<List<InstanceId>> settledSets() {
        return attempts.stream()
                .map(Attempt::answer)
                .filter(LaunchAnswer::isSettled)
                .map(answer -> ((LaunchAnswer.Acknowledged) answer).instances())
                .collect(Collectors.toSet());
    }
}
