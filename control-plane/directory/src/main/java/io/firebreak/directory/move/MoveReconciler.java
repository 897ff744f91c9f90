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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
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
    private final Map<Move, Instant> nextCheck = new HashMap<>();
    private final ChangeLoop loop;

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

    private void reconcile() {
        List<Move> open = moves.open();
        nextCheck.keySet().retainAll(open);
        if (open.isEmpty()) {
            return;
        }
        int advanced = moves.advance(empty(open));
        if (advanced > 0) {
            LOG.info("{} of {} moves are in their next phase", advanced, open.size());
        }
    }

    private List<Move> empty(List<Move> open) {
        Instant now = clock.instant();
        List<Move> due = open.stream()
                .filter(moves::windowIsOver)
                .filter(move -> !now.isBefore(nextCheck.getOrDefault(move, Instant.MIN)))
                .limit(MOST_CHECKS)
                .toList();
        if (due.isEmpty()) {
            return List.of();
        }
        Map<CellId, RegisteredCell> known =
                cells.all().stream().collect(Collectors.toMap(RegisteredCell::id, Function.identity()));
        due.forEach(move -> nextCheck.put(move, now.plus(settings.checkEvery())));
        return due.stream()
                .filter(move -> move.leaving().stream()
                        .allMatch(cell -> Optional.ofNullable(known.get(cell))
                                .filter(found -> holdsSomething(found, move))
                                .isEmpty()))
                .toList();
    }

    /** A cell that is out comes back empty; one that does not answer may hold anything. */
    private boolean holdsSomething(RegisteredCell cell, Move move) {
        if (cell.state() == CellState.OUT) {
            return false;
        }
        for (URI node : cell.nodes().stream().limit(MAX_NODES_TRIED).toList()) {
            OptionalLong held = client.holdings(node, move.tenant());
            if (held.isPresent()) {
                return held.getAsLong() > 0;
            }
        }
        return true;
    }
}
