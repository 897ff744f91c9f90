package io.firebreak.directory.move;

import io.firebreak.assigner.CellId;
import io.firebreak.assigner.CellState;
import io.firebreak.assigner.Shard;
import io.firebreak.assigner.TenantId;
import io.firebreak.directory.cells.CellRegistry;
import io.firebreak.directory.revision.Revision;
import io.firebreak.directory.tenants.TenantRecord;
import io.firebreak.directory.tenants.TenantState;
import io.firebreak.directory.tenants.Tenants;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The moves of the region's tenants. Every step holds the lock of the record, so no two see a half of each other. */
@Component
@Transactional
public class Moves {
    /** What one look brings on, and one list shows; the next look follows at once if there was something. */
    private static final int MOST_AT_ONCE = 1_000;

    private final Tenants tenants;
    private final CellRegistry cells;
    private final MoveRecords records;
    private final Revision revision;
    private final MoveSettings settings;
    private final InstantSource clock;

    Moves(
            Tenants tenants,
            CellRegistry cells,
            MoveRecords records,
            Revision revision,
            MoveSettings settings,
            InstantSource clock) {
        this.tenants = tenants;
        this.cells = cells;
        this.records = records;
        this.revision = revision;
        this.settings = settings;
        this.clock = clock;
    }

    /** Begins a move, unless it has begun already, may not be, or is only tried. */
    public MoveOutcome move(TenantId id, MoveRequest request, boolean dryRun) {
        revision.lock();
        Optional<TenantRecord> found = tenants.find(id);
        if (found.isEmpty()) {
            return new MoveOutcome.Refused(new MoveRefusal.NoSuchTenant());
        }
        TenantRecord tenant = found.get();
        if (tenant.state() == TenantState.PENDING) {
            return new MoveOutcome.Refused(new MoveRefusal.TenantPending());
        }
        return switch (request.target(tenant.shard())) {
            case MoveRequest.Target.None(MoveRefusal why) -> new MoveOutcome.Refused(why);
            case MoveRequest.Target.Found(Shard to) -> move(tenant, to, dryRun);
        };
    }

    /** A tenant's moves, the newest first; empty also for a tenant that does not exist. */
    @Transactional(readOnly = true)
    public List<Move> of(TenantId tenant) {
        return records.of(tenant);
    }

    /** Moves that are not closed, oldest first. */
    @Transactional(readOnly = true)
    public List<Move> open() {
        return records.open(MOST_AT_ONCE);
    }

    /** How many moves are in a phase. */
    @Transactional(readOnly = true)
    public long count(MovePhase phase) {
        return records.count(phase);
    }

    /** Until when the old cells decide on client tokens; null before the table shows the new ones. */
    public @Nullable Instant windowEnd(Move move) {
        Instant active = move.activeAt();
        return active == null ? null : active.plus(settings.window());
    }

    /**
     * Moves that nothing but what the old cells hold keeps from closing, in the order of the tenants' ids.
     *
     * @param after the last id of the page before, or the empty text
     */
    @Transactional(readOnly = true)
    public List<Move> windowIsOver(String after, int most) {
        return records.openSince(clock.instant().minus(settings.window()), after, most);
    }

    /**
     * Takes every move that waits for cells to its next phase if they have given their word. Open moves, of which there are
     * as many as began in a day, are not looked at.
     *
     * @return how many were taken
     */
    public int advance() {
        revision.lock();
        int advanced = 0;
        for (Move move : records.awaitingCells(MOST_AT_ONCE)) {
            boolean preparing = move.phase() == MovePhase.PREPARING;
            boolean joinersReady = preparing
                    && isReady(move, move.joining().stream())
                    && move.to().cells().stream().anyMatch(this::isReachable);
            boolean allReady =
                    !preparing && isReady(move, Stream.concat(move.to().cells().stream(), move.leaving().stream()));
            advanced += enterNext(move, move.phase().next(joinersReady, allReady, false, false));
        }
        return advanced;
    }

    /**
     * Begins to close moves whose window is over.
     *
     * @param empty moves whose former cells said that they hold nothing of the tenant
     * @return how many were taken
     */
    public int close(List<Move> empty) {
        revision.lock();
        int advanced = 0;
        for (Move move : empty) {
            boolean unchanged =
                    records.openOf(move.tenant()).filter(move::equals).isPresent();
            advanced += enterNext(move, move.phase().next(false, false, unchanged && windowIsOver(move), unchanged));
        }
        return advanced;
    }

    private int enterNext(Move move, MovePhase next) {
        if (next == move.phase()) {
            return 0;
        }
        enter(next, move);
        return 1;
    }

    private boolean windowIsOver(Move move) {
        Instant end = windowEnd(move);
        return end != null && !clock.instant().isBefore(end);
    }

    private MoveOutcome move(TenantRecord tenant, Shard to, boolean dryRun) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Optional<Move> open = records.openOf(tenant.id());
        if (open.isPresent()) {
            return open.get().to().equals(to)
                    ? new MoveOutcome.UnderWay(open.get(), false)
                    : new MoveOutcome.Refused(new MoveRefusal.InProgress(open.get(), windowEnd(open.get())));
        }
        if (tenant.shard().equals(to)) {
            return new MoveOutcome.There(tenant.epoch(), to);
        }
        Move move = new Move(tenant.id(), tenant.epoch() + 1, tenant.shard(), to, MovePhase.PREPARING, now, null, null);
        Optional<MoveRefusal> refusal = MoveRules.refusal(move.from(), to, cells.all())
                .or(() -> new RepairBudget(settings.membersPerDay())
                        .refusal(move.joining().size(), records.of(tenant.id()), now));
        if (refusal.isPresent()) {
            return new MoveOutcome.Refused(refusal.get());
        }
        if (dryRun) {
            return new MoveOutcome.WouldBegin(move);
        }
        records.begin(move);
        revision.announce();
        return new MoveOutcome.UnderWay(move, true);
    }

    private void enter(MovePhase phase, Move move) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        switch (phase) {
            case PREPARING -> throw new IllegalStateException("no move goes back to its beginning");
            case SWITCHING -> {
                records.due(move.tenant(), move.epoch());
                records.phase(move, phase, null, null);
                revision.announce();
            }
            case OPEN -> {
                records.publish(
                        move.tenant(), move.epoch(), move.to(), move.from().cells(), revision.next());
                records.phase(move, phase, now, null);
                revision.raise();
            }
            case CLOSING -> {
                records.due(move.tenant(), move.epoch() + 1);
                records.phase(move, phase, move.activeAt(), null);
                revision.announce();
            }
            case CLOSED -> {
                records.publish(move.tenant(), move.epoch() + 1, move.to(), List.of(), revision.next());
                records.phase(move, phase, Objects.requireNonNull(move.activeAt()), now);
                revision.raise();
            }
        }
    }

    private boolean isReady(Move move, Stream<CellId> cells) {
        return records.behind(move.tenant(), cells.toList()) == 0;
    }

    private boolean isReachable(CellId cell) {
        return cells.all().stream().anyMatch(known -> known.id().equals(cell) && known.state() != CellState.OUT);
    }
}
