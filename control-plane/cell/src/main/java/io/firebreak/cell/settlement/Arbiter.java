package io.firebreak.cell.settlement;

import io.firebreak.assigner.CellId;
import io.firebreak.assigner.TenantId;
import io.firebreak.cell.access.AccessView;
import io.firebreak.cell.edge.ErrorCode;
import io.firebreak.cell.edge.Problem;
import io.firebreak.cell.edge.ProblemException;
import io.firebreak.cell.idempotency.ClientTokens;
import io.firebreak.cell.idempotency.Fingerprint;
import io.firebreak.cell.idempotency.TokenKey;
import io.firebreak.cell.idempotency.TokenRecord;
import io.firebreak.cell.idempotency.TokenState;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** The arbiter's side of a settlement: whoever is recorded first under the token has won, this cell's own launches included. */
@Component
class Arbiter {
    private final ClientTokens tokens;
    private final AccessView access;
    private final JsonMapper json;

    Arbiter(ClientTokens tokens, AccessView access, JsonMapper json) {
        this.tokens = tokens;
        this.access = access;
        this.json = json;
    }

    /** What stands under a token here. */
    Optional<SettlementReply> find(TokenQuestion question) {
        return tokens.find(TokenKey.of(new TenantId(question.tenant()), question.token()))
                .map(standing -> new SettlementReply(
                        standing.winner().value(),
                        standing.answer(),
                        standing.fingerprint().value()));
    }

    /** Records the take-over unless something stands there, and returns what stands. */
    @Transactional
    SettlementReply settle(SettlementRequest request) {
        TokenKey key = TokenKey.of(new TenantId(request.tenant()), request.token());
        boolean taken = tokens.claim(new TokenRecord(
                key,
                new Fingerprint(request.fingerprint()),
                TokenState.TAKEN_OVER,
                0,
                List.of(),
                List.of(),
                new CellId(request.cell()),
                request.answer(),
                json.writeValueAsString(request.answer()),
                request.expiresAt()));
        if (taken) {
            return new SettlementReply(request.cell(), request.answer(), request.fingerprint());
        }
        TokenRecord standing = tokens.lock(key).orElseThrow(() -> notYet("the token was just forgotten"));
        if (standing.state() == TokenState.UNSETTLED) {
            decide(standing, request);
        }
        return new SettlementReply(
                standing.winner().value(),
                standing.answer(),
                standing.fingerprint().value());
    }

    /**
     * This cell's own take-over stands against the asker's if all cells that decide before this one are out, which the asker
     * may know earlier; or if it is asked as a member of a shard of before the one it was launched in, and has the
     * agreement of those before it there: then it goes on to tell the cells of its own shard.
     */
    private void decide(TokenRecord own, SettlementRequest request) {
        if (own.before().stream().allMatch(access::isOut)) {
            tokens.settle(own.key());
        } else if (!request.asksOfBefore(own.epoch()) || !own.former().stream().allMatch(access::isOut)) {
            throw notYet("%s are asked first".formatted(own.before()));
        }
    }

    private static ProblemException notYet(String why) {
        return Problem.of(ErrorCode.NOT_ARBITER, why)
                .retryAfter(Duration.ofSeconds(1))
                .asException();
    }
}
