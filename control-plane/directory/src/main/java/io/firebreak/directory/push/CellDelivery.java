package io.firebreak.directory.push;

import io.firebreak.assigner.TenantId;
import io.firebreak.directory.cells.RegisteredCell;
import io.firebreak.directory.tenants.Confirmations;
import io.firebreak.directory.tenants.ConfirmedTenant;
import io.firebreak.directory.tenants.Credential;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Brings one cell up to date: first all it has not confirmed, then, when its turn has come or there was nothing else to
 * carry the peers' addresses, one batch of what it should have anyway. A key that is revoked meanwhile goes between two batches:
 * a cell that gets a hundred thousand tenants anew does not keep it for the length of that.
 */
@Component
class CellDelivery {
    private final Confirmations confirmations;
    private final NodeCalls nodes;
    private final PushSettings settings;
    private final InstantSource clock;

    CellDelivery(Confirmations confirmations, NodeCalls nodes, PushSettings settings, InstantSource clock) {
        this.confirmations = confirmations;
        this.nodes = nodes;
        this.settings = settings;
        this.clock = clock;
    }

    /** Empty when the cell took everything; else why it did not. */
    Optional<String> deliver(RegisteredCell cell, Peers peers, CellLane lane) throws InterruptedException {
        long keys = lane.keysDelivered();
        long newest = confirmations.newestKeys();
        String after = "";
        List<Credential> batch = confirmations.unconfirmed(cell.id(), after, settings.batchSize());
        boolean refresh = batch.isEmpty() || lane.refreshIsDue(clock.instant());
        while (!batch.isEmpty()) {
            List<Credential> urgent = confirmations.unconfirmedKeysAfter(cell.id(), keys, settings.batchSize());
            List<Credential> next = urgent.isEmpty() ? batch : urgent;
            Optional<String> failure = send(cell, peers, next, lane);
            if (failure.isPresent()) {
                return failure;
            }
            if (urgent.isEmpty()) {
                after = batch.getLast().id().value();
            } else {
                keys = urgent.getFirst().keysVersion();
            }
            batch = confirmations.unconfirmed(cell.id(), after, settings.batchSize());
        }
        lane.deliveredKeys(newest);
        return refresh ? refresh(cell, peers, lane) : Optional.empty();
    }

    private Optional<String> refresh(RegisteredCell cell, Peers peers, CellLane lane) throws InterruptedException {
        List<Credential> batch = confirmations.all(cell.id(), lane.cursor(), settings.batchSize());
        Optional<String> failure = send(cell, peers, batch, lane);
        if (failure.isEmpty()) {
            String next = batch.size() < settings.batchSize()
                    ? ""
                    : batch.getLast().id().value();
            lane.refreshed(next, clock.instant().plus(settings.refreshEvery()));
        }
        return failure;
    }

    private Optional<String> send(RegisteredCell cell, Peers peers, List<Credential> batch, CellLane lane)
            throws InterruptedException {
        return switch (nodes.push(lane.nodesToTry(cell), CellPush.of(peers, batch))) {
            case NodeCalls.Result.Taken(URI node, List<PushOutcome.Word> words) -> {
                lane.answered(cell, node);
                confirm(cell, batch, words);
                yield missing(batch, words);
            }
            case NodeCalls.Result.Failed(String why) -> Optional.of(why);
        };
    }

    private void confirm(RegisteredCell cell, List<Credential> batch, List<PushOutcome.Word> words) {
        Map<TenantId, Credential> news = batch.stream()
                .filter(credential -> !credential.confirmed())
                .collect(Collectors.toMap(Credential::id, Function.identity()));
        List<ConfirmedTenant> confirmed = words.stream()
                .flatMap(word ->
                        Optional.ofNullable(news.get(word.id()))
                                .map(credential -> confirmed(word, credential))
                                .stream())
                .toList();
        if (!confirmed.isEmpty()) {
            confirmations.confirm(cell, confirmed);
        }
    }

    /**
     * A node that does not say which version of the keys its cell holds is of a version that knows of none. It took the tenant's
     * first key, and the end of all of them, as they came. Of a second key and of limits it has understood nothing, so those are told
     * until a node says that it holds them.
     */
    private static ConfirmedTenant confirmed(PushOutcome.Word word, Credential credential) {
        return new ConfirmedTenant(word.id(), word.epoch(), keysHeld(word, credential));
    }

    private static long keysHeld(PushOutcome.Word word, Credential credential) {
        Long keysVersion = word.keysVersion();
        if (keysVersion != null) {
            return keysVersion;
        }
        return credential.needsNoKeysVersion() ? credential.keysVersion() : 0;
    }

    /** A cell that leaves out a tenant it was given, or names what is older, is behind, whatever its status code says. */
    private static Optional<String> missing(List<Credential> batch, List<PushOutcome.Word> words) {
        Map<TenantId, PushOutcome.Word> held =
                words.stream().collect(Collectors.toMap(PushOutcome.Word::id, Function.identity(), (_, last) -> last));
        return batch.stream()
                .filter(credential -> !holds(held.get(credential.id()), credential))
                .map(credential -> "the cell answered 200 but did not confirm tenant %s at epoch %d, keys %d"
                        .formatted(credential.id(), credential.epoch(), credential.keysVersion()))
                .findFirst();
    }

    private static boolean holds(PushOutcome.@Nullable Word word, Credential credential) {
        return word != null
                && word.epoch() >= credential.epoch()
                && keysHeld(word, credential) >= credential.keysVersion();
    }
}
