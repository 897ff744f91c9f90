package io.firebreak.cell.idempotency;

import io.firebreak.assigner.CellId;
import jakarta.persistence.Column;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A client token in the cell's database. */
@Entity
@Table(name = "client_token")
class ClientTokenRow {
    @EmbeddedId
    private TokenKey key;

    private String fingerprint;

    @Enumerated(EnumType.STRING)
    private TokenState state;

    @JdbcTypeCode(SqlTypes.ARRAY)
    private List<String> skipped;

    private long epoch;

    @JdbcTypeCode(SqlTypes.ARRAY)
    private List<String> former;

    private @Nullable String arbiter;

    private String winner;
    private String answer;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "expires_at")
    private Instant expiresAt;

    @SuppressWarnings("NullAway.Init")
    protected ClientTokenRow() {}

    void settle() {
        state = TokenState.SETTLED;
        arbiter = null;
        former = List.of();
    }

    void supersede(CellId by, Fingerprint winners, String winnersAnswer) {
        state = TokenState.SUPERSEDED;
        arbiter = null;
        former = List.of();
        winner = by.value();
        fingerprint = winners.value();
        answer = winnersAnswer;
    }

    /** The shard the tenant comes from has agreed. */
    void leaveFormer() {
        former = List.of();
    }

    void askInstead(CellId next) {
        arbiter = next.value();
    }

    boolean asks(CellId cell) {
        return cell.value().equals(arbiter);
    }

    TokenKey key() {
        return key;
    }

    Fingerprint fingerprint() {
        return new Fingerprint(fingerprint);
    }

    TokenState state() {
        return state;
    }

    long epoch() {
        return epoch;
    }

    List<CellId> former() {
        return former.stream().map(CellId::new).toList();
    }

    List<CellId> skipped() {
        return skipped.stream().map(CellId::new).toList();
    }

    CellId winner() {
        return new CellId(winner);
    }

    String answer() {
        return answer;
    }

    Instant createdAt() {
        return createdAt;
    }

    Instant expiresAt() {
        return expiresAt;
    }
}
