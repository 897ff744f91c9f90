package io.firebreak.chaos.compare;

import io.firebreak.chaos.gameday.Fault;
import io.firebreak.chaos.gameday.GameDay;
import io.firebreak.chaos.gameday.GameDay.RegionShape;
import io.firebreak.chaos.gameday.Step;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Which studies share a region: those that ask for the same one. One that breaks no router may have more routers than it asks
 * for, as nothing it shows depends on them; so the few days that need a second router cost no region of their own.
 */
final class Stages {
    private Stages() {}

    /** What a region has to be. A day that leaves the network alone is not measured through a proxy. */
    record Need(RegionShape shape, boolean network) {
        private static Need of(GameDay gameDay) {
            return new Need(gameDay.region(), gameDay.breaksTheNetwork());
        }

        private Need withRouters(int routers, GameDay gameDay) {
            return new Need(gameDay.withRouters(routers).region(), network);
        }
    }

    /** The studies by the region they run on, both in the order of the studies. */
    static Map<Need, List<Study>> of(List<Study> studies) {
        Map<Need, Integer> mostRouters = studies.stream()
                .collect(Collectors.toMap(
                        study -> whateverRouters(study.gameDay()),
                        study -> study.gameDay().region().routers(),
                        Math::max));
        return studies.stream()
                .collect(Collectors.groupingBy(
                        study -> need(study.gameDay(), mostRouters), LinkedHashMap::new, Collectors.toList()));
    }

    private static Need need(GameDay gameDay, Map<Need, Integer> mostRouters) {
        Need asked = Need.of(gameDay);
        boolean mayHaveMore = gameDay.method().stream().map(Step::fault).allMatch(Stages::sparesRouters);
        int most = mostRouters.getOrDefault(
                whateverRouters(gameDay), gameDay.region().routers());
        return mayHaveMore ? asked.withRouters(most, gameDay) : asked;
    }

    private static Need whateverRouters(GameDay gameDay) {
        return Need.of(gameDay).withRouters(1, gameDay);
    }

    /** What is not listed may break a router, or depend on how many there are. */
    private static boolean sparesRouters(Fault fault) {
        return fault instanceof Fault.KillCell
                || fault instanceof Fault.KillCells
                || fault instanceof Fault.KillShard
                || fault instanceof Fault.KillNode
                || fault instanceof Fault.KillDatabase
                || fault instanceof Fault.KillDirectory
                || fault instanceof Fault.PauseCell
                || fault instanceof Fault.GrayCell
                || fault instanceof Fault.PoisonTenant;
    }
}
