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
import java.util.Comparator;
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
     * When no cell of a shard is left to ask but those believed dead, the belief is as likely wrong, or late by a moment: they
     * are asked in spite of their breakers, those whose nodes answer probes first, as long as the budget of retries pays for it.
     * The only cell of an instance is left alone: a breaker that opens for its own calls is there for them.
     */
    private Mono<List<CellOutcome>> lastResort(List<CellOutcome> sofar, CellRequest request, Deadline deadline) {
        List<RoutedCell> unasked = sofar.stream()
                .filter(CellOutcome::isUnasked)
                .map(CellOutcome::cell)
                .sorted(Comparator.comparing(cell -> outliers.isDown(cell.id())))
                .toList();
        CellVerdict end = sofar.getLast().verdict();
        if (sofar.size() < 2
                || unasked.isEmpty()
                || !(end instanceof CellVerdict.Failed)
                || !(request.after(end, false, isTimeLeft(deadline)) instanceof NextStep.NextCell)
                || !budget.trySpend()) {
            return Mono.just(sofar);
        }
        return insist(unasked, sofar, request, deadline);
    }

    private Mono<List<CellOutcome>> insist(
            List<RoutedCell> unasked, List<CellOutcome> sofar, CellRequest request, Deadline deadline) {
        List<RoutedCell> others = unasked.subList(1, unasked.size());
        return visit.askAnyway(unasked.getFirst(), request, deadline, !others.isEmpty())
                .flatMap(outcome -> {
                    List<CellOutcome> outcomes =
                            Stream.concat(sofar.stream(), Stream.of(outcome)).toList();
                    boolean cellLeft = !others.isEmpty() && isTimeLeft(deadline);
                    return goesOn(request, outcome.verdict(), cellLeft)
                            ? insist(others, outcomes, request, deadline)
                            : Mono.just(outcomes);
                });
    }

    private Mono<List<CellOutcome>> step(
            List<RoutedCell> cells, List<CellOutcome> sofar, CellRequest request, Deadline deadline) {
        int index = sofar.size();
        boolean last = index + 1 == cells.size();
        boolean otherPlace =
                cells.subList(index + 1, cells.size()).stream().anyMatch(cell -> !visit.believesDead(cell));
        return visit.ask(cells.get(index), request, deadline, otherPlace).flatMap(outcome -> {
            sofar.add(outcome);
            return goesOn(request, outcome.verdict(), !last && isTimeLeft(deadline))
                    ? step(cells, sofar, request, deadline)
                    : Mono.just(List.copyOf(sofar));
        });
    }

    /** Whether the next cell is asked, which is counted. */
    private boolean goesOn(CellRequest request, CellVerdict verdict, boolean cellLeft) {
        boolean on =
                request.after(verdict, false, cellLeft) instanceof NextStep.NextCell && CellVisit.pays(budget, verdict);
        if (on) {
            metrics.nextCell(request.kind(), verdict);
        }
        return on;
    }

    private boolean isTimeLeft(Deadline deadline) {
        return deadline.left(clock).compareTo(WORTH_TRYING) > 0;
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
