package io.firebreak.cell.launch;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.assigner.CellId;
import io.firebreak.assigner.TenantId;
import io.firebreak.cell.audit.AuditTrail;
import io.firebreak.cell.capacity.HostStore;
import io.firebreak.cell.commit.Written;
import io.firebreak.cell.group.GroupStore;
import io.firebreak.cell.harness.FleetInMemory;
import io.firebreak.cell.harness.TestCell;
import io.firebreak.cell.idempotency.Fingerprint;
import io.firebreak.cell.idempotency.LaunchAnswer;
import io.firebreak.cell.idempotency.TokenKey;
import io.firebreak.cell.idempotency.TokenRecord;
import io.firebreak.cell.idempotency.TokenState;
import io.firebreak.cell.lifecycle.InstanceId;
import io.firebreak.cell.lifecycle.InstanceStore;
import io.firebreak.cell.lifecycle.NewInstance;
import io.firebreak.cell.lifecycle.RecoveryPolicy;
import io.firebreak.cell.placement.HostId;
import io.firebreak.cell.placement.Tenancy;
import io.firebreak.cell.quota.Quotas;
import io.firebreak.fleet.api.Resources;
import io.firebreak.testdatabase.TestDatabase;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;

/** What launches of one transaction are to each other when their tenant may have three instances. */
class LaunchTransactionIT {
    private static TestCell cell;
    private static HostId host;
    private static LaunchTransaction launches;
    private static int made;

    @BeforeAll
    static void start() {
        cell = TestCell.start(
                "cell-1", TestDatabase.fresh(), FleetInMemory.ofC5Hosts(1), "--firebreak.cell.quota.instances=3");
        host = new HostId(
                cell.database().sql("select id from host").query(String.class).single());
        launches = new LaunchTransaction(
                records -> records.stream().map(TokenRecord::key).collect(Collectors.toSet()),
                cell.bean(InstanceStore.class),
                cell.bean(Quotas.class),
                cell.bean(GroupStore.class),
                cell.bean(HostStore.class),
                cell.bean(AuditTrail.class));
    }

    @AfterAll
    static void stop() {
        cell.close();
    }

    @Test
    void putsOffWhatIsOverAQuotaByALaunchThatMayStillBeRefused() {
        assertThat(write(plan("acme", 2), plan("other", 1), plan("acme", 2)))
                .isEqualTo(new Written.Without<>(Map.of(), Set.of(2)));
    }

    @Test
    void refusesWhatIsOverAQuotaByItself() {
        assertThat(write(plan("acme", 4), plan("other", 1)))
                .isEqualTo(new Written.Without<>(
                        Map.of(
                                0,
                                new CommitOutcome.OverQuota(
                                        cell.bean(Quotas.class).quota(new TenantId("acme")))),
                        Set.of()));
    }

    @Test
    void takesAllThatFit() {
        assertThat(write(plan("acme", 2), plan("acme", 1), plan("other", 1))).isInstanceOf(Written.Whole.class);
    }

    private static Written<CommitOutcome> write(LaunchPlan... plans) {
        return Objects.requireNonNull(cell.bean(TransactionTemplate.class).execute(status -> {
            status.setRollbackOnly();
            return launches.write(List.of(plans));
        }));
    }

    private static LaunchPlan plan(String name, int instances) {
        TenantId tenant = new TenantId(name);
        String token = "token-" + made++;
        TokenRecord record = new TokenRecord(
                TokenKey.of(tenant, token),
                Fingerprint.of(List.of()),
                TokenState.SETTLED,
                1,
                List.of(),
                List.of(),
                new CellId("cell-1"),
                new LaunchAnswer(token, true, List.of()),
                "{}",
                Instant.EPOCH);
        return new LaunchPlan(
                record,
                IntStream.range(0, instances)
                        .mapToObj(i -> instance(tenant, token))
                        .toList(),
                new Tenancy.Shared(),
                Optional.empty(),
                Optional.empty());
    }

    private static NewInstance instance(TenantId tenant, String token) {
        return new NewInstance(
                new InstanceId("i-0001%013x".formatted(made++)),
                tenant,
                token,
                "c5.large",
                "ami-1",
                RecoveryPolicy.NONE,
                null,
                host,
                "zone-1",
                "10.1.0.1",
                Instant.EPOCH,
                Map.of(),
                new Resources(2, 0, 0, 0, 0, 0, 0, 0),
                false);
    }
}
