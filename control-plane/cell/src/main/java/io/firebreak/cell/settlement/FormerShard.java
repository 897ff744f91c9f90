package io.firebreak.cell.settlement;

import io.firebreak.assigner.CellId;
import io.firebreak.cell.access.AccessView;
import io.firebreak.cell.idempotency.ClientTokens;
import io.firebreak.cell.idempotency.Fingerprint;
import io.firebreak.cell.idempotency.LaunchAnswer;
import io.firebreak.cell.idempotency.TokenKey;
import io.firebreak.cell.idempotency.TokenRecord;
import io.firebreak.cell.idempotency.TokenState;
import io.firebreak.cell.wire.WireException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The shard a moving tenant comes from, asked while a launch waits: an earlier launch is found before it is made twice, and a
 * new one is settled before it is answered. It may fail at any time: what decides is the settlement, which follows anyway.
 */
@Component
public class FormerShard {
    private static final Logger log = LoggerFactory.getLogger(FormerShard.class);

    /** A router waits 400 ms for a cell; the launch and at most three of these calls fit into that. */
    private static final Duration DEADLINE = Duration.ofMillis(100);
    /** How long a cell that did not answer is not asked by launches. */
    private static final Duration LEFT_ALONE = Duration.ofSeconds(1);
    /** One for the former shard, one for the tenant's own; the rest is left to the loop. */
    private static final int MOST_STEPS = 2;
    /** Calls at once: at 5 ms each that is 6,000 launches a second of tenants that move. */
    private static final int MOST_AT_ONCE = 32;

    private final Peers peers;
    private final ClientTokens tokens;
    private final Settlement settlement;
    private final AccessView access;
    private final InstantSource clock;
    private final Semaphore places = new Semaphore(MOST_AT_ONCE);
    private final Map<CellId, Instant> leftAlone = new ConcurrentHashMap<>();

    FormerShard(Peers peers, ClientTokens tokens, Settlement settlement, AccessView access, InstantSource clock) {
        this.peers = peers;
        this.tokens = tokens;
        this.settlement = settlement;
        this.access = access;
        this.clock = clock;
    }

    /** What stands for a token there. */
    public record Found(Fingerprint fingerprint, LaunchAnswer answer) {}

    /**
     * What a cell of the former shard has under a token; nothing also if it does not answer. Its own set is final, for it goes
     * with the cell. The set of another is not: should this cell be declared out, who decides next may not know of it.
     */
    public Optional<Found> find(TokenKey key, CellId cell) {
        return asking(
                        cell,
                        () -> peers.find(cell, new TokenQuestion(key.tenant(), key.token()), DEADLINE)
                                .found())
                .map(found -> new Found(
                        new Fingerprint(found.fingerprint()),
                        found.winner().equals(cell.value())
                                ? found.answer()
                                : found.answer().withSettled(false)));
    }

    /** Settles a token as far as that goes at once. */
    public void settle(TokenKey key) {
        for (int step = 0; step < MOST_STEPS; step++) {
            Optional<TokenRecord> own = tokens.find(key).filter(row -> row.state() == TokenState.UNSETTLED);
            Optional<CellId> arbiter = own.flatMap(row ->
                    row.before().stream().filter(cell -> !access.isOut(cell)).findFirst());
            if (arbiter.isEmpty()
                    || asking(arbiter.get(), () -> {
                                settlement.settle(arbiter.get(), own.orElseThrow(), DEADLINE);
                                return own;
                            })
                            .isEmpty()) {
                return;
            }
        }
    }

    /** Not for longer than it was meant for, should the clock have been set back. */
    private boolean isLeftAlone(CellId cell, Instant now) {
        Instant until = leftAlone.get(cell);
        return until != null && now.isBefore(until) && !now.isBefore(until.minus(LEFT_ALONE));
    }

    private <T> Optional<T> asking(CellId cell, Supplier<? extends @Nullable T> call) {
        if (isLeftAlone(cell, clock.instant()) || !places.tryAcquire()) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(call.get());
        } catch (WireException failure) {
            if (!failure.isAnswered()) {
                leftAlone.put(cell, clock.instant().plus(LEFT_ALONE));
                log.debug("{} of a former shard is left alone for {}", cell, LEFT_ALONE, failure);
            }
            return Optional.empty();
        } finally {
            places.release();
        }
    }
}
