package io.firebreak.directory.move;

import io.firebreak.assigner.CellId;
import io.firebreak.assigner.CellState;
import io.firebreak.directory.cells.CellRegistry;
import io.firebreak.directory.cells.RegisteredCell;
import io.firebreak.directory.push.CellClient;
import io.firebreak.directory.revision.ChangeLoop;
import io.firebreak.directory.revision.Changes;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Brings moves on. It remembers nothing that would be missed: killed at any instant, its successor reads from the record how
 * far each move is and what cells have confirmed.
 */
@Component
class MoveReconciler implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(MoveReconciler.class);

    /** After the credentials' reconciler, whose confirmations it waits for. */
    private static final int PHASE = 30;

    /** Moves whose cells are asked in one round; the others have their turn in the next. */
    private static final int MOST_CHECKS = 20;

    /** A cell whose first nodes hang must not hold a round for long. */
    private static final int MAX_NODES_TRIED = 2;

    private final Moves moves;
    private final CellRegistry cells;
    private final CellClient client;
    private final MoveSettings settings;
    private final InstantSource clock;
    private final ChangeLoop loop;
    private Instant nextPass = Instant.MIN;
    /** The last tenant of a pass under way; the empty text between two. */
    private String asked = "";

    MoveReconciler(
            Moves moves,
            CellRegistry cells,
            CellClient client,
            MoveSettings settings,
            Changes changes,
            InstantSource clock) {
        this.moves = moves;
        this.cells = cells;
        this.client = client;
        this.settings = settings;
        this.clock = clock;
        this.loop = new ChangeLoop("move reconciler", changes, settings.every(), this::reconcile);
    }

    @Override
    public void start() {
        loop.start();
    }

    @Override
    public void stop() {
        loop.stop();
    }

    @Override
    public boolean isRunning() {
        return loop.isRunning();
    }

    @Override
    public int getPhase() {
        return PHASE;
    }

    /** What needs no call comes first: a cell that hangs delays only moves that leave it. */
    private void reconcile() {
        int advanced = moves.advance();
        List<Move> empty = empty();
        if (!empty.isEmpty()) {
            advanced += moves.close(empty);
        }
        if (advanced > 0) {
            LOG.info("{} moves are in their next phase", advanced);
        }
    }

    private List<Move> empty() {
        List<Move> page = nextPage();
        if (page.isEmpty()) {
            return List.of();
        }
        Map<CellId, RegisteredCell> known =
                cells.all().stream().collect(Collectors.toMap(RegisteredCell::id, Function.identity()));
        Set<CellId> silent = new HashSet<>();
        return page.stream()
                .filter(move -> move.leaving().stream()
                        .allMatch(cell -> Optional.ofNullable(known.get(cell))
                                .filter(found -> holdsSomething(found, move, silent))
                                .isEmpty()))
                .toList();
    }

    /** The moves to ask for in this round: all have their turn before one has its second. */
    private List<Move> nextPage() {
        Instant now = clock.instant();
        if (asked.isEmpty()) {
            if (now.isBefore(nextPass)) {
                return List.of();
            }
            nextPass = now.plus(settings.checkEvery());
        }
        List<Move> page = moves.windowIsOver(asked, MOST_CHECKS);
        asked = page.size() < MOST_CHECKS ? "" : page.getLast().tenant().value();
        return page;
    }

    /**
     * A cell that is out comes back empty; one that does not answer may hold anything.
     *
     * @param silent cells that did not answer in this round, which are not asked again
     */
    private boolean holdsSomething(RegisteredCell cell, Move move, Set<CellId> silent) {
        if (cell.state() == CellState.OUT) {
            return false;
        }
        if (silent.contains(cell.id())) {
            return true;
        }
        for (URI node : cell.nodes().stream().limit(MAX_NODES_TRIED).toList()) {
            OptionalLong held = client.holdings(node, move.tenant());
            if (held.isPresent()) {
                return held.getAsLong() > 0;
            }
        }
        silent.add(cell.id());
        return true;
    }
}
