package io.firebreak.router.forwarding;

import io.firebreak.assigner.CellId;
import io.firebreak.router.routing.CellVerdict;
import io.firebreak.router.routing.RequestKind;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Counts second and later attempts, by a bounded set of kinds and reasons. */
public final class ForwardingMetrics {
    private final MeterRegistry registry;
    /** By cell and outcome: to find a counter in the registry takes longer than to count. */
    private final Map<CellId, Map<String, Counter>> calls = new ConcurrentHashMap<>();

    public ForwardingMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /** A request is sent again to another node of the same cell. */
    void anotherNode(RequestKind kind, CellVerdict why) {
        retry(kind, "node", why);
    }

    /** A request goes on to the next cell of its shard. */
    void nextCell(RequestKind kind, CellVerdict why) {
        retry(kind, "cell", why);
    }

    /** A request is routed again with a newer epoch. */
    void routedAgain(RequestKind kind) {
        registry.counter("firebreak.router.retries", "kind", kind.tag(), "to", "shard", "reason", "wrong_epoch")
                .increment();
    }

    /** A cell was asked and something came of it. The number of series is bounded by cells and reasons. */
    void asked(CellId cell, CellVerdict verdict) {
        Map<String, Counter> known = calls.get(cell);
        if (known == null) {
            known = calls.computeIfAbsent(cell, first -> new ConcurrentHashMap<>());
        }
        String outcome = outcome(verdict);
        Counter counter = known.get(outcome);
        if (counter == null) {
            counter = known.computeIfAbsent(outcome, first -> counterOf(cell, first));
        }
        counter.increment();
    }

    private Counter counterOf(CellId cell, String outcome) {
        return registry.counter("firebreak.router.cell.calls", "cell", cell.value(), "outcome", outcome);
    }

    private static String outcome(CellVerdict verdict) {
        return verdict instanceof CellVerdict.Answered ? "answered" : reason(verdict);
    }

    /** A read took longer than most, and another cell was asked too. */
    void hedged(RequestKind kind) {
        registry.counter("firebreak.router.hedges", "kind", kind.tag()).increment();
    }

    /** A launch was answered by a cell that is not its token's arbiter. */
    void takeOver() {
        registry.counter("firebreak.router.takeovers").increment();
    }

    private void retry(RequestKind kind, String to, CellVerdict why) {
        registry.counter("firebreak.router.retries", "kind", kind.tag(), "to", to, "reason", reason(why))
                .increment();
    }

    static String reason(CellVerdict why) {
        return switch (why) {
            case CellVerdict.Answered() -> "none";
            case CellVerdict.NoRoom() -> "no_room";
            case CellVerdict.EpochAhead() -> "epoch_ahead";
            case CellVerdict.Overloaded _ -> "overloaded";
            case CellVerdict.WrongEpoch news -> "wrong_epoch";
            case CellVerdict.Failed(var failure) -> failure.tag();
        };
    }
}
