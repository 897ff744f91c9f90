package io.firebreak.cell.idempotency;

import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;

/** Client tokens in the cell's database. */
interface ClientTokenRepository extends JpaRepository<ClientTokenRow, TokenKey> {
    /** Waits for a transaction that is just inserting the same token, so 0 means that one has committed. */
    @Modifying
    @Query(nativeQuery = true, value = """
                    insert into client_token (tenant, token, fingerprint, state, skipped, arbiter, winner, answer,
                        created_at, expires_at)
                    values (:tenant, :token, :fingerprint, :state, :skipped, :arbiter, :winner, :answer,
                        :createdAt, :expiresAt)
                    on conflict (tenant, token) do nothing""")
    int insertIfAbsent(
            String tenant,
            String token,
            String fingerprint,
            String state,
            String[] skipped,
            @Nullable String arbiter,
            String winner,
            String answer,
            Instant createdAt,
            Instant expiresAt);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select t from ClientTokenRow t where t.key = :key")
    Optional<ClientTokenRow> lock(TokenKey key);

    @Query("select distinct t.arbiter from ClientTokenRow t where t.state = TokenState.UNSETTLED")
    List<String> findArbiters();

    @Query("""
            select t from ClientTokenRow t where t.state = TokenState.UNSETTLED and t.arbiter = :arbiter
            order by t.createdAt limit :most""")
    List<ClientTokenRow> findUnsettled(String arbiter, int most);

    long countByState(TokenState state);

    /** An unsettled token is kept however old: it is the only trace of a set that may have to go. */
    @Modifying
    @Query(nativeQuery = true, value = """
                    delete from client_token where (tenant, token) in (
                        select tenant, token from client_token where expires_at < :now and state <> 'UNSETTLED'
                        order by expires_at limit :most for update skip locked)""")
    int deleteExpired(Instant now, int most);

    @Modifying
    @Query(nativeQuery = true, value = """
                    delete from client_token
                    where tenant = :tenant and token = :token and expires_at < :now and state <> 'UNSETTLED'""")
    int deleteIfExpired(String tenant, String token, Instant now);
}
