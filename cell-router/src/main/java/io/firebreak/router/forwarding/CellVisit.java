package io.firebreak.router.forwarding;

import io.firebreak.router.health.CallPermit;
import io.firebreak.router.health.CellHealth;
import io.firebreak.router.health.NodeChoice;
import io.firebreak.router.health.NodeLease;
import io.firebreak.router.health.Outliers;
import io.firebreak.router.health.RetryBudget;
import io.firebreak.router.routing.CellVerdict;
import io.firebreak.router.routing.Failure;
import io.firebreak.router.routing.NextStep;
import io.firebreak.router.routing.RoutedCell;
import io.firebreak.router.shedding.CellLimits;
import io.firebreak.router.shedding.Pass;
import io.firebreak.router.tracing.CallSpan;
import io.firebreak.router.wire.Reply;
import io.micrometer.core.instrument.Clock;
import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Asks one cell: past its breaker, at one of its nodes and, where that is allowed, at another. Whatever happens is an
 * outcome; an error signal is a bug.
 */
public final class CellVisit {
    private static final Duration FOR_EVER = Duration.ofDays(1);

    private final CellHttp http;
    private final CellHealth health;
    private final NodeChoice nodes;
    private final Outliers outliers;
    private final CellLimits limits;
    private final RetryBudget budget;
    private final ForwardingSettings settings;
    private final ForwardingMetrics metrics;
    private final Clock clock;
    private final Hedging hedging;

    public CellVisit(
            CellHttp http,
            CellHealth health,
            NodeChoice nodes,
            Outliers outliers,
            CellLimits limits,
            RetryBudget budget,
            ForwardingSettings settings,
            ForwardingMetrics metrics,
            Clock clock) {
        this.http = http;
        this.health = health;
        this.nodes = nodes;
        this.outliers = outliers;
        this.limits = limits;
        this.budget = budget;
        this.settings = settings;
        this.metrics = metrics;
        this.clock = clock;
        this.hedging = new Hedging(budget, metrics, clock);
    }

    /**
     * Asks the cell, unless it sheds and has as many calls as it takes, until the deadline, or, when another cell may be asked after it, for the attempt timeout per node.
     * A caller that stops waiting cancels, or said that it would. The breaker learns of either if the cell had the time of an
     * attempt; a caller without patience says nothing about a cell, nor does a call that did not get there.
     */
    public Mono<CellOutcome> ask(RoutedCell cell, CellRequest request, Deadline deadline, boolean cellLeft) {
        return Mono.defer(() -> {
            Optional<CallPermit> admitted = health.admit(cell.id());
            if (admitted.isEmpty() || cell.nodes().isEmpty()) {
                admitted.ifPresent(permit -> permit.abandon(settings.attemptTimeout()));
                return Mono.just(CellOutcome.noReply(cell, Failure.BELIEVED_DEAD));
            }
            Optional<Pass> pass =
                    limits.enter(cell, request.kind(), request.trail().tenant());
            if (pass.isEmpty()) {
                admitted.get().abandon(settings.attemptTimeout());
                return Mono.just(CellOutcome.noReply(cell, Failure.HELD_BACK));
            }
            return visit(cell, request, admitted.get(), new Attempts(cell, request, deadline, cellLeft, pass.get()));
        });
    }

    /** Asks the cell as {@link #ask} does, whatever its breaker says. */
    Mono<CellOutcome> askAnyway(RoutedCell cell, CellRequest request, Deadline deadline, boolean cellLeft) {
        return Mono.defer(() -> visit(
                cell,
                request,
                health.admitAnyway(cell.id()),
                new Attempts(cell, request, deadline, cellLeft, Pass.FREE)));
    }

    private Mono<CellOutcome> visit(RoutedCell cell, CellRequest request, CallPermit permit, Attempts attempts) {
        return attempts.next()
                .doOnNext(outcome -> {
                    attempts.pass.end();
                    metrics.asked(cell.id(), outcome.verdict());
                    heed(outcome);
                    boolean failed = outcome.verdict().countsAgainstTheCell();
                    if (outcome.isTurnedAwayHere()) {
                        permit.abandon(FOR_EVER);
                    } else if (!outcome.isTimedOut()) {
                        permit.end(failed);
                        outliers.visited(cell, attempts.last, failed);
                    } else if (permit.abandon(settings.attemptTimeout())) {
                        outliers.visited(cell, attempts.last, true);
                    }
                })
                .doOnError(bug -> {
                    attempts.pass.end();
                    permit.end(true);
                })
                .doOnCancel(() -> {
                    attempts.pass.end();
                    if (permit.abandon(patience(request))) {
                        outliers.visited(cell, attempts.last, true);
                    }
                });
    }

    /** The cell tells by what it sheds how many calls are too many; a node alone does not speak for it. */
    private void heed(CellOutcome outcome) {
        if (outcome.isShed()) {
            limits.shed(outcome.cell());
        } else if (outcome.isServed()) {
            limits.served(outcome.cell());
        }
    }

    /** With an upload it is the client who takes the time, and nobody can say what the cell would have. */
    private Duration patience(CellRequest request) {
        return request.upload() == null ? settings.attemptTimeout() : FOR_EVER;
    }

    /**
     * Whether the next attempt may be made. What timed out was let to since there was budget, so its retry is charged in any
     * case; nothing of a refused call has arrived, and a cell without room is none that failed. One that has too much to do, or
     * for which too many wait, has not failed either, but what it sheds must not fall on its neighbours whole.
     */
    static boolean pays(RetryBudget budget, CellVerdict verdict) {
        return switch (verdict) {
            case CellVerdict.Overloaded _ -> budget.trySpend();
            case CellVerdict.Failed(Failure failure) ->
                switch (failure) {
                    case BELIEVED_DEAD, NOT_CONNECTED -> true;
                    case CROWDED, HELD_BACK, CUT_OFF, SERVER_ERROR -> budget.trySpend();
                    case TIMED_OUT -> {
                        budget.spend();
                        yield true;
                    }
                };
            case CellVerdict.Answered(), CellVerdict.NoRoom(), CellVerdict.EpochAhead(), CellVerdict.WrongEpoch _ ->
                true;
        };
    }

    /** Whether asking the cell is likely to end at its breaker or at dead nodes. */
    boolean believesDead(RoutedCell cell) {
        return health.isOpen(cell.id()) || outliers.isDown(cell.id());
    }

    /** The nodes of one cell, one after the other; a hedge takes its node on a thread of its own. */
    private final class Attempts {
        private final RoutedCell cell;
        private final CellRequest request;
        private final Deadline deadline;
        private final boolean cellLeft;
        private final Pass pass;
        private final Set<URI> tried = new HashSet<>();
        private volatile @Nullable URI last;

        Attempts(RoutedCell cell, CellRequest request, Deadline deadline, boolean cellLeft, Pass pass) {
            this.cell = cell;
            this.request = request;
            this.deadline = deadline;
            this.cellLeft = cellLeft;
            this.pass = pass;
        }

        Mono<CellOutcome> next() {
            Mono<CellOutcome> one = attempt();
            return (request.hedgedBetweenNodes() && cell.nodes().size() > 1 && othersAlive()
                            ? hedging.race(request, deadline, one, spare(), CellOutcome::isAnswered)
                            : one)
                    .flatMap(this::continueAfter);
        }

        /** Another node, if there is one left when it comes to that. */
        private Mono<CellOutcome> spare() {
            return Mono.defer(() -> take().map(this::attemptAt).orElseGet(Mono::empty));
        }

        private Mono<CellOutcome> attempt() {
            return take().map(this::attemptAt)
                    .orElseGet(() -> Mono.just(CellOutcome.noReply(cell, Failure.NOT_CONNECTED)));
        }

        /** One more node; nothing when there is none left or as many as a visit may ask were asked. */
        private synchronized Optional<NodeLease> take() {
            if (!tried.isEmpty() && !nodeLeft()) {
                return Optional.empty();
            }
            Optional<NodeLease> leased = nodes.lease(cell, tried);
            leased.map(NodeLease::node).ifPresent(tried::add);
            return leased;
        }

        private Mono<CellOutcome> attemptAt(NodeLease lease) {
            URI node = lease.node();
            last = node;
            long start = clock.monotonicTime();
            CallSpan span = request.trail().asks(cell.id(), node);
            return shown(http.send(node, request.in(span), timeout()).map(this::outcome), span)
                    .doOnNext(outcome -> {
                        request.trail().heard(cell.id(), node, clock.monotonicTime() - start);
                        request.trail().cameTo(outcome.verdict());
                        boolean failed = outcome.verdict().countsAgainstTheCell();
                        if (outcome.isTurnedAwayHere()) {
                            lease.abandon(FOR_EVER);
                        } else if (!outcome.isTimedOut()) {
                            lease.end(failed);
                            outliers.attempted(cell, node, failed);
                        } else if (lease.abandon(settings.attemptTimeout())) {
                            outliers.attempted(cell, node, true);
                        }
                    })
                    .doOnError(bug -> lease.end(true))
                    .doOnCancel(() -> {
                        if (lease.abandon(patience(request))) {
                            outliers.attempted(cell, node, true);
                        }
                    });
        }

        private Mono<CellOutcome> shown(Mono<CellOutcome> asked, @Nullable CallSpan span) {
            return span == null
                    ? asked
                    : asked.doOnNext(outcome -> {
                                Reply reply = outcome.reply();
                                if (reply == null) {
                                    span.failed(ForwardingMetrics.reason(outcome.verdict()));
                                } else {
                                    span.answered(reply.status());
                                }
                            })
                            .doOnError(bug -> span.failed("bug"))
                            .doOnCancel(() -> span.failed("cancelled"));
        }

        private Mono<CellOutcome> continueAfter(CellOutcome outcome) {
            NextStep step = request.after(outcome.verdict(), nodeLeft(), cellLeft);
            if (step instanceof NextStep.AnotherNode && pays(budget, outcome.verdict())) {
                metrics.anotherNode(request.kind(), outcome.verdict());
                return next();
            }
            return Mono.just(outcome);
        }

        private CellOutcome outcome(CellHttp.Delivery delivery) {
            return switch (delivery) {
                case CellHttp.Delivery.Replied(Reply reply) ->
                    new CellOutcome(cell, ReplyReader.verdictOn(reply), reply);
                case CellHttp.Delivery.Failed(Failure failure) -> CellOutcome.noReply(cell, failure);
            };
        }

        private synchronized boolean nodeLeft() {
            return tried.size() < Math.min(cell.nodes().size(), settings.nodesPerVisit())
                    && !deadline.left(clock).isZero();
        }

        private synchronized boolean othersAlive() {
            return nodes.hasOneAlive(cell, tried);
        }

        private Duration timeout() {
            Duration left = deadline.left(clock);
            boolean elsewhere = request.repeatable() && (cellLeft || (nodeLeft() && othersAlive()));
            boolean impatient = elsewhere && budget.allows();
            return impatient && settings.attemptTimeout().compareTo(left) < 0 ? settings.attemptTimeout() : left;
        }
    }
}
