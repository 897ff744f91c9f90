package io.firebreak.cell.idempotency;

import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;

/** Client tokens in the cell's database. */
interface ClientTokenRepository extends JpaRepository<ClientTokenRow, TokenKey> {
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
