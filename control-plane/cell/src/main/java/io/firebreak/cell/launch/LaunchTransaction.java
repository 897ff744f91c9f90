package io.firebreak.cell.launch;

import io.firebreak.cell.capacity.HostStore;
import io.firebreak.cell.idempotency.ClientTokens;
import io.firebreak.cell.lifecycle.InstanceStore;
import io.firebreak.cell.placement.HostCapacity;
import io.firebreak.cell.placement.HostId;
import io.firebreak.cell.quota.QuotaVerdict;
import io.firebreak.cell.quota.Quotas;
import io.firebreak.cell.quota.Usage;
import io.firebreak.fleet.api.Resources;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Token, instances and reservations in one transaction: all or nothing. Hosts come last, because every launch to them
 * waits while they are locked.
 */
@Component
class LaunchTransaction implements LaunchCommit {
    private final ClientTokens tokens;
    private final InstanceStore instances;
    private final Quotas quotas;
    private final HostStore hosts;
    private final TransactionTemplate transaction;
    private final Timer timer;

    LaunchTransaction(
            ClientTokens tokens,
            InstanceStore instances,
            Quotas quotas,
            HostStore hosts,
            TransactionTemplate transaction,
            MeterRegistry meters) {
        this.tokens = tokens;
        this.instances = instances;
        this.quotas = quotas;
        this.hosts = hosts;
        this.transaction = transaction;
        this.timer = Timer.builder("firebreak.launch.commit")
                .publishPercentileHistogram()
                .register(meters);
    }

    @Override
    public CommitOutcome commit(LaunchPlan plan) {
        return Objects.requireNonNull(timer.record(() -> transaction.execute(status -> write(plan, status))));
    }

    private CommitOutcome write(LaunchPlan plan, TransactionStatus status) {
        if (!tokens.claim(plan.token())) {
            status.setRollbackOnly();
            return new CommitOutcome.TokenTaken();
        }
        instances.add(plan.instances());
        if (quotas.charge(List.of(plan.charge())).getFirst() instanceof QuotaVerdict.Exceeded(Usage left)) {
            status.setRollbackOnly();
            return new CommitOutcome.OverQuota(left);
        }
        List<HostCapacity> reserved = new ArrayList<>();
        for (Map.Entry<HostId, Resources> reservation : plan.reservations().entrySet()) {
            Optional<HostCapacity> host = hosts.reserve(reservation.getKey(), reservation.getValue());
            if (host.isEmpty()) {
                status.setRollbackOnly();
                return new CommitOutcome.HostFull();
            }
            reserved.add(host.get());
        }
        return new CommitOutcome.Committed(reserved);
    }
}
