package io.firebreak.cell.idempotency;

import io.firebreak.assigner.CellId;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Records client tokens, many in one statement, which JPA cannot do and still say which of them were new. */
@Component
class TokenClaims {
    /** The order in which every transaction takes them, so that no two wait for each other. */
    private static final Comparator<TokenRecord> ORDER = Comparator.comparing(
                    (TokenRecord record) -> record.key().tenant())
            .thenComparing(record -> record.key().token());

    private static final String CLAIM = """
            insert into client_token (tenant, token, fingerprint, state, skipped, arbiter, winner, answer, created_at,
                expires_at, epoch, former)
            select tenant, token, fingerprint, state, string_to_array(skipped, ','), arbiter, winner, answer,
                cast(? as timestamptz), cast(expires_at as timestamptz), cast(epoch as bigint),
                string_to_array(former, ',')
            from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                as t (tenant, token, fingerprint, state, skipped, arbiter, winner, answer, expires_at, epoch, former)
            on conflict (tenant, token) do nothing
            returning tenant, token""";

    private final JdbcTemplate database;

    TokenClaims(JdbcTemplate database) {
        this.database = database;
    }

    /**
     * Records in the current transaction those that are not recorded yet, and returns them. Waits for other transactions
     * that are recording one of the same, so what is not returned has been committed.
     *
     * @param records of different keys
     */
    Set<TokenKey> claim(Collection<TokenRecord> records, Instant now) {
        List<TokenRecord> ordered = records.stream().sorted(ORDER).toList();
        return new HashSet<>(database.query(
                CLAIM,
                statement -> bind(statement, ordered, now),
                (row, _) -> new TokenKey(row.getString(1), row.getString(2))));
    }

    private void bind(PreparedStatement statement, List<TokenRecord> records, Instant now) throws SQLException {
        statement.setString(1, now.toString());
        statement.setObject(2, column(records, record -> record.key().tenant()));
        statement.setObject(3, column(records, record -> record.key().token()));
        statement.setObject(4, column(records, record -> record.fingerprint().value()));
        statement.setObject(5, column(records, record -> record.state().name()));
        statement.setObject(6, column(records, record -> names(record.skipped())));
        statement.setObject(7, column(records, TokenClaims::arbiter));
        statement.setObject(8, column(records, record -> record.winner().value()));
        statement.setObject(9, column(records, record -> record.written()));
        statement.setObject(10, column(records, record -> record.expiresAt().toString()));
        statement.setObject(11, column(records, record -> Long.toString(record.epoch())));
        statement.setObject(12, column(records, record -> names(record.former())));
    }

    private static @Nullable String[] column(List<TokenRecord> records, Function<TokenRecord, @Nullable String> value) {
        return records.stream().map(value).toArray(String[]::new);
    }

    private static String names(List<CellId> cells) {
        return cells.stream().map(CellId::value).collect(Collectors.joining(","));
    }

    private static @Nullable String arbiter(TokenRecord record) {
        return record.state() == TokenState.UNSETTLED
                ? record.before().getFirst().value()
                : null;
    }
}
