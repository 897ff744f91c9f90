package io.firebreak.cell.settlement;

import io.firebreak.assigner.CellId;
import io.firebreak.cell.access.AccessView;
import io.firebreak.cell.fleet.CommandQueue;
import io.firebreak.cell.idempotency.ClientTokens;
import io.firebreak.cell.idempotency.Fingerprint;
import io.firebreak.cell.idempotency.TokenKey;
import io.firebreak.cell.idempotency.TokenRecord;
import io.firebreak.cell.lifecycle.InstanceStore;
import io.firebreak.fleet.api.HostCommand;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** The taking-over cell's side of a settlement, for one token. Every step may be repeated. */
@Component
class Settlement {
    private final ClientTokens tokens;
    private final InstanceStore instances;
    private final AccessView access;
    private final Peers peers;
    private final CommandQueue commands;
    private final TransactionTemplate transaction;

    Settlement(
            ClientTokens tokens,
            InstanceStore instances,
            AccessView access,
            Peers peers,
            CommandQueue commands,
            TransactionTemplate transaction) {
        this.tokens = tokens;
        this.instances = instances;
        this.access = access;
        this.peers = peers;
        this.commands = commands;
        this.transaction = transaction;
    }

    /** Asks the arbiter and records what it says. */
    void settle(CellId arbiter, TokenRecord own, Duration deadline) {
        SettlementReply reply = peers.settle(
                arbiter,
                new SettlementRequest(
                        own.key().tenant(),
                        own.key().token(),
                        own.fingerprint().value(),
                        tokens.self().value(),
                        own.answer(),
                        own.expiresAt(),
                        own.epoch(),
                        own.former().contains(arbiter)),
                deadline);
        CellId winner = new CellId(reply.winner());
        if (winner.equals(tokens.self())) {
            transaction.executeWithoutResult(_ -> tokens.agreed(own.key(), arbiter, access::isOut));
        } else {
            commands.offer(Objects.requireNonNull(transaction.execute(_ -> lose(own.key(), winner, reply))));
        }
    }

    private List<HostCommand> lose(TokenKey key, CellId winner, SettlementReply reply) {
        boolean news = tokens.supersede(key, winner, new Fingerprint(reply.fingerprint()), reply.answer());
        return news ? instances.supersede(key.tenantId(), key.token(), winner.value()) : List.of();
    }

    /** The arbiter was declared out: the next cell of the token's order has its role, perhaps this one. */
    void passOn(CellId arbiter, TokenRecord own) {
        transaction.executeWithoutResult(_ -> tokens.agreed(own.key(), arbiter, access::isOut));
    }
}
