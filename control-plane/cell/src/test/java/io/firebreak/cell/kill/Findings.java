package io.firebreak.cell.kill;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What clients were told, against what is recorded.
 *
 * @param killedBetweenCommitAndAnswer launches whose first attempt got no answer and whose retry found them committed
 * @param killsThatCaughtOne kills with at least one of those
 * @param lost tokens that were acknowledged and whose instances are missing
 * @param doubled tokens with another set of instances than acknowledged
 */
record Findings(
        long seed,
        int kills,
        int acknowledged,
        double launchesPerSecond,
        int failedAttempts,
        int killedBetweenCommitAndAnswer,
        int killsThatCaughtOne,
        List<String> lost,
        List<String> doubled,
        boolean contradicted) {

    static Findings of(CellUnderFire cell, LaunchingClients clients, long seed, int kills, double seconds) {
        Map<String, List<String>> recorded = new TreeMap<>();
        cell.database()
                .sql("select token, id from instance order by token, id")
                .query((row, _) -> Map.entry(row.getString(1), row.getString(2)))
                .list()
                .forEach(row -> recorded.computeIfAbsent(row.getKey(), _ -> new ArrayList<>())
                        .add(row.getValue()));
        List<String> lost = new ArrayList<>();
        List<String> doubled = new ArrayList<>();
        clients.acknowledged().forEach((token, ids) -> {
            List<String> there = recorded.getOrDefault(token, List.of());
            if (!there.containsAll(ids)) {
                lost.add(token);
            } else if (!there.equals(ids)) {
                doubled.add(token);
            }
        });
        return new Findings(
                seed,
                kills,
                clients.acknowledged().size(),
                clients.acknowledged().size() / seconds,
                clients.failedAttempts(),
                clients.betweenCommitAndAnswer(),
                clients.killsThatCaughtOne(),
                lost,
                doubled,
                clients.anyContradicted());
    }

    @Override
    public String toString() {
        return "seed %d: %d kills, %d launches acknowledged (%.0f/s), %d attempts failed, %d launches killed between commit and answer by %d kills, %d lost, %d doubled"
                .formatted(
                        seed,
                        kills,
                        acknowledged,
                        launchesPerSecond,
                        failedAttempts,
                        killedBetweenCommitAndAnswer,
                        killsThatCaughtOne,
                        lost.size(),
                        doubled.size());
    }
}
