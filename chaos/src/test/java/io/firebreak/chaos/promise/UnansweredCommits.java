package io.firebreak.chaos.promise;

import io.firebreak.chaos.measure.LaunchToken;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Finds the launches that a kill caught between commit and answer. Such a launch leaves three traces, and is counted only
 * when it has all of them:
 *
 * <ul>
 *   <li>The killed cell's database has it, written before the kill was over; so it was committed.
 *   <li>The attempt that was under way when it was written was still without an answer when the kill began, and never got
 *       an answer that names this set: it broke, timed out, or was told of another cell's take-over.
 *   <li>No other cell had launched the token before the kill began: otherwise the router had given this cell up already,
 *       and slowness took the answer, not the kill.
 * </ul>
 *
 * All times are of one machine's clock. The count leaves out answers that were lost but replayed to the same attempt, so
 * it is a lower bound.
 */
final class UnansweredCommits {
    private final Map<LaunchToken, ClientLaunch> launches;
    private final Map<LaunchToken, List<TokenRow>> rows;

    UnansweredCommits(Collection<ClientLaunch> launches, Collection<TokenRow> rows) {
        this.launches = launches.stream().collect(Collectors.toMap(ClientLaunch::token, Function.identity()));
        this.rows = rows.stream().collect(Collectors.groupingBy(TokenRow::token));
    }

    /** The tokens each kill caught; kills that caught none are left out. */
    Map<Kill, Set<LaunchToken>> of(List<Kill> kills) {
        Map<Kill, Set<LaunchToken>> caught = new HashMap<>();
        for (Kill kill : kills) {
            if (kill.victim().cutsAnswers()) {
                rows.forEach((token, ofToken) -> {
                    if (ofToken.stream().anyMatch(row -> isCaught(row, ofToken, kill))) {
                        caught.computeIfAbsent(kill, _ -> new HashSet<>()).add(token);
                    }
                });
            }
        }
        return caught;
    }

    private boolean isCaught(TokenRow row, List<TokenRow> ofToken, Kill kill) {
        ClientLaunch launch = launches.get(row.token());
        return launch != null
                && row.cell().equals(kill.cell())
                && row.isLaunch()
                && row.createdAt().isBefore(kill.end())
                && launch.attempts().stream()
                        .anyMatch(attempt -> attempt.isInFlightAt(row.createdAt())
                                && attempt.ended().isAfter(kill.begin())
                                && !attempt.answer().namesSetIn(kill.cell()))
                && ofToken.stream()
                        .filter(other -> other.isLaunch() && !other.cell().equals(kill.cell()))
                        .noneMatch(other -> other.createdAt().isBefore(kill.begin()));
    }
}
