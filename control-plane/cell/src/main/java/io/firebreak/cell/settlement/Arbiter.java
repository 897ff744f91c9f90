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
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The arbiter's side of a settlement: whoever is recorded first under the token has won, this cell's own launches included. */
@Component
class Arbiter {
    private final ClientTokens tokens;
    private final AccessView access;

    Arbiter(ClientTokens tokens, AccessView access) {
        this.tokens = tokens;
        this.access = access;
    }

    /** Records the take-over unless something stands there, and returns what stands. */
    @Transactional
    SettlementReply settle(SettlementRequest request) {
        TokenKey key = TokenKey.of(new TenantId(request.tenant()), request.token());
        boolean taken = tokens.claim(new TokenRecord(
                key,
                new Fingerprint(request.fingerprint()),
                TokenState.TAKEN_OVER,
                List.of(),
                new CellId(request.cell()),
                request.answer(),
                request.expiresAt()));
        if (taken) {
            return new SettlementReply(request.cell(), request.answer(), request.fingerprint());
        }
        TokenRecord standing = tokens.lock(key).orElseThrow(() -> notYet("the token was just forgotten"));
        if (standing.state() == TokenState.UNSETTLED) {
            becomeArbiterOf(standing);
        }
        return new SettlementReply(
                standing.winner().value(),
                standing.answer(),
                standing.fingerprint().value());
    }

    /** This cell's own take-over is final once every cell before it is out. The asker may know that earlier than we do. */
    private void becomeArbiterOf(TokenRecord own) {
        if (!own.skipped().stream().allMatch(access::isOut)) {
            throw notYet("%s are asked first".formatted(own.skipped()));
        }
        tokens.settle(own.key());
    }

    private static ProblemException notYet(String why) {
        return Problem.of(ErrorCode.NOT_ARBITER, why)
                .retryAfter(Duration.ofSeconds(1))
                .asException();
    }
}
