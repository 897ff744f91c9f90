package io.firebreak.router.forwarding;

import io.firebreak.router.health.Outliers;
import io.firebreak.router.health.RetryBudget;
import io.firebreak.router.routing.CellVerdict;
import io.firebreak.router.routing.NextStep;
import io.firebreak.router.routing.RequestKind;
import io.firebreak.router.routing.RoutedCell;
import io.firebreak.router.wire.Reply;
import io.micrometer.core.instrument.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import reactor.core.publisher.Mono;

/**
 * Asks the cells of a shard one after the other, in a given order but gray ones last, until one of them settles the request.
 */
public final class CellWalk {
    /** With less time than this left, another cell could not answer. */
    private static final Duration WORTH_TRYING = Duration.ofMillis(20);

    private final CellVisit visit;
    private final Outliers outliers;
    private final RetryBudget budget;
    private final ForwardingMetrics metrics;
    private final Clock clock;
    private final Hedging hedging;

    public CellWalk(CellVisit visit, Outliers outliers, RetryBudget budget, ForwardingMetrics metrics, Clock clock) {
        this.visit = visit;
        this.outliers = outliers;
        this.budget = budget;
        this.metrics = metrics;
        this.clock = clock;
        this.hedging = new Hedging(budget, metrics, clock);
    }

    /** What came of each cell asked, in the order of asking; the last one is where the walk ended. Empty for no cell. */
    public Mono<List<CellOutcome>> through(List<RoutedCell> cells, CellRequest request, Deadline deadline) {
        if (cells.isEmpty()) {
            return Mono.just(List.of());
        }
        RoutedCell arbiter = cells.getFirst();
        List<RoutedCell> order = outliers.lastInLine(cells);
        return request.hedged()
                ? hedged(order, request, deadline)
                : walk(order, request, deadline)
                        .doOnNext(outcomes -> countTakeOver(arbiter, request, outcomes.getLast()));
    }

    private Mono<List<CellOutcome>> hedged(List<RoutedCell> cells, CellRequest request, Deadline deadline) {
        List<RoutedCell> others =
                cells.stream().skip(1).filter(cell -> !visit.believesDead(cell)).toList();
        Mono<List<CellOutcome>> all = walk(cells, request, deadline);
        return others.isEmpty()
                ? all
                : hedging.race(
                        request,
                        deadline,
                        all,
                        Mono.defer(() -> walk(others, request, deadline)),
                        outcomes -> outcomes.getLast().isAnswered());
    }

    private Mono<List<CellOutcome>> walk(List<RoutedCell> cells, CellRequest request, Deadline deadline) {
        return step(cells, new ArrayList<>(cells.size()), request, deadline)
                .flatMap(outcomes -> lastResort(outcomes, request, deadline));
    }

    /**
     * When no cell of a shard is left to ask but those believed dead, the belief is as likely wrong, or late by a moment: the
     * first of them whose nodes answer probes, or else the first, is asked in spite of its breaker, as often as the budget of
     * retries pays for it. The only cell of an instance is left alone: a breaker that opens for its own calls is there for them.
     */
    private Mono<List<CellOutcome>> lastResort(List<CellOutcome> sofar, CellRequest request, Deadline deadline) {
        List<RoutedCell> unasked = sofar.stream()
                .filter(CellOutcome::isUnasked)
                .map(CellOutcome::cell)
                .toList();
        CellVerdict end = sofar.getLast().verdict();
        if (sofar.size() < 2
                || unasked.isEmpty()
                || !(end instanceof CellVerdict.Failed)
                || !(request.after(end, false, true) instanceof NextStep.NextCell)
                || deadline.left(clock).compareTo(WORTH_TRYING) <= 0
                || !budget.trySpend()) {
            return Mono.just(sofar);
        }
        RoutedCell cell = unasked.stream()
                .filter(it -> !outliers.isDown(it.id()))
                .findFirst()
                .orElse(unasked.getFirst());
        return visit.askAnyway(cell, request, deadline)
                .map(outcome ->
                        Stream.concat(sofar.stream(), Stream.of(outcome)).toList());
    }

    private Mono<List<CellOutcome>> step(
            List<RoutedCell> cells, List<CellOutcome> sofar, CellRequest request, Deadline deadline) {
        int index = sofar.size();
        boolean last = index + 1 == cells.size();
        boolean otherPlace =
                cells.subList(index + 1, cells.size()).stream().anyMatch(cell -> !visit.believesDead(cell));
        return visit.ask(cells.get(index), request, deadline, otherPlace).flatMap(outcome -> {
            sofar.add(outcome);
            boolean cellLeft = !last && deadline.left(clock).compareTo(WORTH_TRYING) > 0;
            NextStep next = request.after(outcome.verdict(), false, cellLeft);
            if (next instanceof NextStep.NextCell && CellVisit.pays(budget, outcome.verdict())) {
                metrics.nextCell(request.kind(), outcome.verdict());
                return step(cells, sofar, request, deadline);
            }
            return Mono.just(List.copyOf(sofar));
        });
    }

    private void countTakeOver(RoutedCell arbiter, CellRequest request, CellOutcome last) {
        if (!last.cell().equals(arbiter) && request.kind() == RequestKind.LAUNCH && isSuccess(last)) {
            metrics.takeOver();
        }
    }

    private static boolean isSuccess(CellOutcome outcome) {
        Reply reply = outcome.reply();
        return reply != null && reply.status() / 100 == 2;
    }
}
