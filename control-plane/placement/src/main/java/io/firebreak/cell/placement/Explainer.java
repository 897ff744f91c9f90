package io.firebreak.cell.placement;

import io.firebreak.cell.placement.Explanation.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Looks at every host, as the search in its index need not. */
final class Explainer {
    private static final Comparator<Verdict> BEST_FIRST = Comparator.<Verdict, Boolean>comparing(
                    verdict -> verdict.refusal().isPresent())
            .thenComparingInt(verdict -> verdict.refusal().isPresent() ? 0 : verdict.grade())
            .thenComparing(verdict -> verdict.host().id());

    private Explainer() {}

    static Explanation explain(PlacementRequest request, HostIndex hosts) {
        RackRule racks = new RackRule(request.grouping());
        Map<Refusal, Integer> reasons = new EnumMap<>(Refusal.class);
        List<Verdict> verdicts = new ArrayList<>();
        for (int host = 0; host < hosts.size(); host++) {
            Verdict verdict = new Verdict(
                    hosts.seen(host),
                    Filters.refusal(request, racks, hosts, host),
                    hosts.level(host).grade());
            verdict.refusal().ifPresent(reason -> reasons.merge(reason, 1, Integer::sum));
            verdicts.add(verdict);
        }
        int refused = reasons.values().stream().mapToInt(Integer::intValue).sum();
        verdicts.sort(BEST_FIRST);
        return new Explanation(
                verdicts.size(),
                verdicts.size() - refused,
                reasons,
                verdicts.subList(0, Math.min(verdicts.size(), Explanation.MOST_VERDICTS)));
    }
}
