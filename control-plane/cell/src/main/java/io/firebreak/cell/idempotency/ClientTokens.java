package io.firebreak.cell.idempotency;

import io.firebreak.assigner.CellId;
import io.firebreak.cell.settings.CellSettings;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** What client tokens stand for in this cell. The unique (tenant, token) decides every race. */
@Component
public class ClientTokens {
    private final ClientTokenRepository tokens;
    private final TokenClaims claims;
    private final JsonMapper json;
    private final InstantSource clock;
    private final CellId self;

    ClientTokens(
            ClientTokenRepository tokens,
            TokenClaims claims,
            JsonMapper json,
            InstantSource clock,
            CellSettings settings) {
        this.tokens = tokens;
        this.claims = claims;
        this.json = json;
        this.clock = clock;
        this.self = settings.id();
    }

    /** {@link #claim(Collection)} for one token: false if it is recorded already. */
    public boolean claim(TokenRecord record) {
        return !claim(List.of(record)).isEmpty();
    }

    /**
     * Records in the current transaction those tokens that are not recorded yet, and returns them. Waits for other
     * transactions that are recording one of the same; what is not returned is committed.
     *
     * @param records of different keys
     */
    public Set<TokenKey> claim(Collection<TokenRecord> records) {
        return claims.claim(records, clock.instant());
    }

    /** What stands for a token. One that has expired stands for nothing and is removed. */
    @Transactional
    public Optional<TokenRecord> find(TokenKey key) {
        Optional<TokenRecord> found = tokens.findById(key).map(this::record);
        if (found.isPresent() && isExpired(found.get())) {
            tokens.deleteIfExpired(key.tenant(), key.token(), clock.instant());
            return Optional.empty();
        }
        return found;
    }

    private boolean isExpired(TokenRecord record) {
        return record.expiresAt().isBefore(clock.instant()) && record.state() != TokenState.UNSETTLED;
    }

    /** What stands for a token, held until the current transaction ends. */
    public Optional<TokenRecord> lock(TokenKey key) {
        return tokens.lock(key).map(this::record);
    }

    /** The cells that are to settle a token of this cell. */
    public List<CellId> arbiters() {
        return tokens.findArbiters().stream().map(CellId::new).toList();
    }

    /** Tokens an arbiter is to settle, oldest first. */
    @Transactional(readOnly = true)
    public List<TokenRecord> unsettled(CellId arbiter, int most) {
        return tokens.findUnsettled(arbiter.value(), most).stream()
                .map(this::record)
                .toList();
    }

    public long countUnsettled() {
        return tokens.countByState(TokenState.UNSETTLED);
    }

    /** This cell's set stands. In the current transaction; a token that is settled stays as it is. */
    public void settle(TokenKey key) {
        unsettledRow(key).ifPresent(ClientTokenRow::settle);
    }

    /**
     * A cell agreed that this cell's set stands, or is out: the next one is asked, or the set stands for good. In the
     * current transaction; nothing if another cell is asked by now.
     *
     * @param isOut whose agreement is not needed
     */
    public void agreed(TokenKey key, CellId asked, Predicate<CellId> isOut) {
        unsettledRow(key).filter(row -> row.asks(asked)).ifPresent(row -> {
            Optional<CellId> next = isOut.test(asked) ? firstOf(row.former(), isOut) : Optional.empty();
            if (next.isEmpty() && (isOut.test(asked) || !row.former().isEmpty())) {
                row.leaveFormer();
                next = firstOf(row.skipped(), isOut).filter(cell -> !cell.equals(asked));
            }
            next.ifPresentOrElse(row::askInstead, row::settle);
        });
    }

    private static Optional<CellId> firstOf(List<CellId> cells, Predicate<CellId> isOut) {
        return cells.stream().filter(isOut.negate()).findFirst();
    }

    /** Another cell's set stands. True if that is news, in the current transaction. */
    public boolean supersede(TokenKey key, CellId winner, Fingerprint fingerprint, LaunchAnswer answer) {
        Optional<ClientTokenRow> row = unsettledRow(key);
        row.ifPresent(token -> token.supersede(winner, fingerprint, json.writeValueAsString(answer)));
        return row.isPresent();
    }

    /** Deletes tokens past their life; returns how many. */
    @Transactional
    public int forgetExpired(int most) {
        Instant now = clock.instant();
        return tokens.deleteExpired(now, most);
    }

    private Optional<ClientTokenRow> unsettledRow(TokenKey key) {
        return tokens.lock(key).filter(row -> row.state() == TokenState.UNSETTLED);
    }

    private TokenRecord record(ClientTokenRow row) {
        return new TokenRecord(
                row.key(),
                row.fingerprint(),
                row.state(),
                row.epoch(),
                row.former(),
                row.skipped(),
                row.winner(),
                json.readValue(row.answer(), LaunchAnswer.class)
                        .withSettled(row.state().isSettled()),
                row.answer(),
                row.expiresAt());
    }

    /** The cell whose tokens these are. */
    public CellId self() {
        return self;
    }
}
