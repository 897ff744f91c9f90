package io.firebreak.router.edge;

import io.firebreak.router.forwarding.CallTrail;
import io.firebreak.router.forwarding.CellOutcome;
import io.firebreak.router.routing.CellVerdict;
import io.firebreak.router.routing.RoutedCell;
import io.firebreak.router.routing.RoutingTable;
import io.firebreak.router.wire.Reply;
import io.netty.handler.codec.http.HttpHeaderNames;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a client hears of a walk through cells. */
final class Walks {
    private static final int UNAUTHENTICATED = 401;
    private static final int TOO_MANY = 429;
    private static final int UNAVAILABLE = 503;
    private static final int NOT_FOUND = 404;

    private Walks() {}

    /**
     * The answer where the walk ended, or that no cell could be reached. "No room" is said only when every cell asked said
     * it: one that could not be reached may have room in a moment, and the client should come back.
     */
    static Reply reply(List<CellOutcome> outcomes) {
        if (outcomes.isEmpty()) {
            return unavailable(outcomes);
        }
        CellOutcome last = outcomes.getLast();
        Reply reply = last.reply();
        if (last.isTurnedAwayHere()) {
            return Problem.heldBack();
        }
        if (reply == null || last.verdict() instanceof CellVerdict.WrongEpoch) {
            return unavailable(outcomes);
        }
        if (last.refusedForRoom() && !outcomes.stream().allMatch(CellOutcome::refusedForRoom)) {
            return unavailable(outcomes);
        }
        if (reply.status() == UNAUTHENTICATED) {
            return Problem.unauthenticated();
        }
        if (isWorthAnotherTry(last, reply) && !reply.headers().contains(HttpHeaderNames.RETRY_AFTER)) {
            reply.headers().set(HttpHeaderNames.RETRY_AFTER, "1");
        }
        return reply;
    }

    /** The same, but that a cell has too much to do tells that nothing was done, and so is not said where another may have done it. */
    static Reply reply(List<CellOutcome> outcomes, CallTrail trail) {
        boolean undone = !outcomes.isEmpty()
                && (outcomes.getLast().isTurnedAwayHere()
                        || outcomes.getLast().verdict() instanceof CellVerdict.Overloaded);
        return undone && trail.mayBeDone() ? unavailable(outcomes) : reply(outcomes);
    }

    /** Room does not come back by asking again: whoever says when to return would call all clients back at once. */
    private static boolean isWorthAnotherTry(CellOutcome outcome, Reply reply) {
        return reply.status() == TOO_MANY || (reply.status() == UNAVAILABLE && !outcome.refusedForRoom());
    }

    /**
     * The one answer for a call that every cell had to carry out: the gravest failure there is, so that the client repeats
     * the call until all have done it. A cell that has nothing of that name has nothing left to do if another one had.
     */
    static Reply ofAll(List<Reply> replies) {
        Optional<Reply> done = replies.stream().filter(Walks::isSuccess).findFirst();
        return replies.stream()
                .filter(reply -> !isSuccess(reply) && (done.isEmpty() || reply.status() != NOT_FOUND))
                .max(Comparator.comparingInt(Reply::status))
                .or(() -> done)
                .orElseGet(() -> unavailable(List.of()));
    }

    private static boolean isSuccess(Reply reply) {
        return reply.status() / 100 == 2;
    }

    /** All cells that are not out, in an order spread by any text that differs between requests. */
    static List<RoutedCell> shuffled(RoutingTable table, String salt) {
        int turn = salt.hashCode();
        return table.cells().stream()
                .filter(cell -> !cell.out())
                .sorted(Comparator.comparingInt(cell -> cell.id().hashCode() ^ turn))
                .toList();
    }

    /** The answer when no cell gave one: what came of each that was asked, in that order. */
    static Reply unavailable(List<CellOutcome> outcomes) {
        String cells = outcomes.stream()
                .map(outcome -> "%s (%s)"
                        .formatted(outcome.cell().id(), outcome.verdict().text()))
                .collect(Collectors.joining(", "));
        return Problem.cellUnavailable(
                cells.isEmpty()
                        ? "None of the tenant's cells answered; try again after Retry-After"
                        : "Not reachable: %s; try again after Retry-After".formatted(cells));
    }
}
