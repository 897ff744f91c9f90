package io.firebreak.directory.push;

import io.firebreak.assigner.TenantId;
import io.firebreak.directory.cells.RegisteredCell;
import io.firebreak.directory.tenants.Confirmations;
import io.firebreak.directory.tenants.ConfirmedEpoch;
import io.firebreak.directory.tenants.Credential;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Brings one cell up to date: first all it has not confirmed, then, when its turn has come or there was nothing else to
 * carry the peers' addresses, one batch of what it should have anyway.
 */
@Component
class CellDelivery {
    private final Confirmations confirmations;
    private final CellClient client;
    private final PushSettings settings;
    private final InstantSource clock;

    CellDelivery(Confirmations confirmations, CellClient client, PushSettings settings, InstantSource clock) {
        this.confirmations = confirmations;
        this.client = client;
        this.settings = settings;
        this.clock = clock;
    }

    /** Empty when the cell took everything; else why it did not. */
    Optional<String> deliver(RegisteredCell cell, List<CellPush.Peer> peers, CellLane lane) {
        String after = "";
        List<Credential> batch = confirmations.unconfirmed(cell.id(), after, settings.batchSize());
        boolean refresh = batch.isEmpty() || lane.refreshIsDue(clock.instant());
        while (!batch.isEmpty()) {
            Optional<String> failure = send(cell, peers, batch, lane);
            if (failure.isPresent()) {
                return failure;
            }
            after = batch.getLast().id().value();
            batch = confirmations.unconfirmed(cell.id(), after, settings.batchSize());
        }
        return refresh ? refresh(cell, peers, lane) : Optional.empty();
    }

    private Optional<String> refresh(RegisteredCell cell, List<CellPush.Peer> peers, CellLane lane) {
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

    private Optional<String> send(
            RegisteredCell cell, List<CellPush.Peer> peers, List<Credential> batch, CellLane lane) {
        CellPush push = CellPush.of(peers, batch);
        List<String> failures = new ArrayList<>();
        for (URI node : lane.nodesToTry(cell)) {
            switch (client.push(node, push)) {
                case PushOutcome.Confirmed(List<ConfirmedEpoch> epochs) -> {
                    lane.answered(cell, node);
                    confirm(cell, batch, epochs);
                    return missing(batch, epochs);
                }
                case PushOutcome.Failed(String why) -> failures.add("%s: %s".formatted(node, why));
            }
        }
        return Optional.of(String.join("; ", failures));
    }

    private void confirm(RegisteredCell cell, List<Credential> batch, List<ConfirmedEpoch> epochs) {
        Set<TenantId> news = batch.stream()
                .filter(credential -> !credential.confirmed())
                .map(Credential::id)
                .collect(Collectors.toSet());
        List<ConfirmedEpoch> confirmed =
                epochs.stream().filter(epoch -> news.contains(epoch.id())).toList();
        if (!confirmed.isEmpty()) {
            confirmations.confirm(cell, confirmed);
        }
    }

    /** A cell that leaves out a tenant it was given, or names an older epoch, is behind, whatever its status code says. */
    private static Optional<String> missing(List<Credential> batch, List<ConfirmedEpoch> epochs) {
        Map<TenantId, Long> confirmed =
                epochs.stream().collect(Collectors.toMap(ConfirmedEpoch::id, ConfirmedEpoch::epoch, Math::max));
        return batch.stream()
                .filter(credential -> confirmed.getOrDefault(credential.id(), 0L) < credential.epoch())
                .map(credential -> "the cell answered 200 but did not confirm tenant %s at epoch %d"
                        .formatted(credential.id(), credential.epoch()))
                .findFirst();
    }
}
