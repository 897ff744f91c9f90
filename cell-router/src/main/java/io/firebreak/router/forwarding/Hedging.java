package io.firebreak.router.forwarding;

import io.firebreak.router.health.RetryBudget;
import io.micrometer.core.instrument.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Asks in a second place too when the first takes longer than nearly all reads do and the budget of retries pays for it. The
 * first answer counts, the rest is given up.
 */
final class Hedging {
    private final RetryBudget budget;
    private final ForwardingMetrics metrics;
    private final Clock clock;
    private final ReadLatency latency = new ReadLatency();

    Hedging(RetryBudget budget, ForwardingMetrics metrics, Clock clock) {
        this.budget = budget;
        this.metrics = metrics;
        this.clock = clock;
    }

    /**
     * What the first gives, or the second if that is an answer and comes sooner.
     *
     * @param second asked when it is subscribed to; empty when there is no second place
     */
    <T> Mono<T> race(
            CellRequest request, Deadline deadline, Mono<T> first, Mono<T> second, Predicate<? super T> isAnswer) {
        return Mono.defer(() -> {
            long start = clock.monotonicTime();
            Optional<Duration> patience = latency.p95().filter(p95 -> p95.compareTo(deadline.left(clock)) < 0);
            Mono<T> winner = patience.map(late -> hedged(request, late, first, second, isAnswer))
                    .orElse(first);
            return winner.doOnNext(end -> {
                if (isAnswer.test(end)) {
                    latency.record(Duration.ofNanos(clock.monotonicTime() - start));
                }
            });
        });
    }

    private <T> Mono<T> hedged(
            CellRequest request, Duration patience, Mono<T> first, Mono<T> second, Predicate<? super T> isAnswer) {
        Sinks.One<Boolean> over = Sinks.one();
        Mono<T> hedge = Mono.delay(patience)
                .takeUntilOther(over.asMono())
                .filter(late -> budget.trySpendOnHedge())
                .flatMap(late -> second.doOnSubscribe(begun -> {
                    metrics.hedged(request.kind());
                    request.trail().hedges();
                }));
        return Flux.merge(first.doOnTerminate(() -> over.tryEmitValue(true)), hedge)
                .takeUntil(isAnswer)
                .collectList()
                .map(List::getLast);
    }
}
