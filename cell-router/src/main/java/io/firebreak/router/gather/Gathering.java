package io.firebreak.router.gather;

import io.firebreak.assigner.CellId;
import io.firebreak.router.forwarding.CellOutcome;
import io.firebreak.router.routing.CellVerdict;
import io.firebreak.router.wire.Reply;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is known while cells are asked for a list. It is done when every cell has spoken; or when the patience for slow
 * cells is over and one page is there, since a list of some cells now is better than none; or when one cell's answer
 * settles the whole request.
 *
 * @param list which list it is
 * @param asked the cells that were asked
 * @param pages the pages that came
 * @param spoken how many cells have answered or failed
 * @param overruled the outcome that settles the request: a refusal of the request itself, or a newer epoch
 * @param full the outcome of a cell that is well but has too much to do, the last of them
 * @param late the patience is over
 */
record Gathering(
        ListShape list,
        List<CellId> asked,
        Map<CellId, ListPage> pages,
        int spoken,
        @Nullable CellOutcome overruled,
        @Nullable CellOutcome full,
        boolean late) {
    private static final int OK = 200;

    Gathering {
        pages = Map.copyOf(pages);
    }

    /** What happens while cells are asked. */
    sealed interface Event {
        record Spoke(CellOutcome outcome) implements Event {}

        record PatienceOver() implements Event {}
    }

    static Gathering of(ListShape list, List<CellId> asked) {
        return new Gathering(list, asked, Map.of(), 0, null, null, false);
    }

    Gathering after(Event event) {
        return switch (event) {
            case Event.PatienceOver() -> new Gathering(list, asked, pages, spoken, overruled, full, true);
            case Event.Spoke(CellOutcome outcome) -> afterOutcome(outcome);
        };
    }

    boolean done() {
        return overruled != null || spoken == asked.size() || (late && !pages.isEmpty());
    }

    private Gathering afterOutcome(CellOutcome outcome) {
        return switch (outcome.verdict()) {
            case CellVerdict.Answered() -> withReply(outcome);
            case CellVerdict.WrongEpoch news -> new Gathering(list, asked, pages, spoken + 1, outcome, full, late);
            case CellVerdict.NoRoom() -> silent();
            case CellVerdict.EpochAhead() -> silent();
            case CellVerdict.Overloaded _ -> tooBusy(outcome);
            case CellVerdict.Failed _ -> outcome.isTurnedAwayHere() ? tooBusy(outcome) : silent();
        };
    }

    private Gathering withReply(CellOutcome outcome) {
        Reply reply = outcome.reply();
        if (reply == null) {
            return silent();
        }
        if (reply.status() != OK) {
            return new Gathering(list, asked, pages, spoken + 1, outcome, full, late);
        }
        Optional<ListPage> page = ListPage.read(reply.body(), list);
        if (page.isEmpty()) {
            return silent();
        }
        Map<CellId, ListPage> more = new HashMap<>(pages);
        more.put(outcome.cell().id(), page.get());
        return new Gathering(list, asked, more, spoken + 1, overruled, full, late);
    }

    private Gathering tooBusy(CellOutcome outcome) {
        return new Gathering(list, asked, pages, spoken + 1, overruled, outcome, late);
    }

    private Gathering silent() {
        return new Gathering(list, asked, pages, spoken + 1, overruled, full, late);
    }
}
