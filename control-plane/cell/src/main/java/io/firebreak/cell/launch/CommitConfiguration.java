package io.firebreak.cell.launch;

import io.firebreak.cell.audit.AuditTrail;
import io.firebreak.cell.capacity.HostStore;
import io.firebreak.cell.commit.GroupCommit;
import io.firebreak.cell.commit.GroupCommits;
import io.firebreak.cell.group.GroupStore;
import io.firebreak.cell.idempotency.ClientTokens;
import io.firebreak.cell.idempotency.TokenKey;
import io.firebreak.cell.idempotency.TokenRecord;
import io.firebreak.cell.lifecycle.InstanceStore;
import io.firebreak.cell.quota.Quotas;
import io.firebreak.cell.settings.ChaosSettings;
import io.firebreak.cell.settings.PlantedFault;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.TaskScheduler;

/** Decides when the node starts, not when it is built, whether it keeps its promise: the local region's nodes are built once. */
@Configuration(proxyBeanMethods = false)
class CommitConfiguration {
    @Bean
    LaunchCommit launchCommit(
            ChaosSettings chaos,
            GroupCommits groups,
            ClientTokens tokens,
            InstanceStore instances,
            Quotas quotas,
            GroupStore placementGroups,
            HostStore hosts,
            AuditTrail audit,
            TaskScheduler scheduler,
            InstantSource clock) {
        PlantedFault fault = chaos.enabled() ? chaos.plantedFault() : PlantedFault.NONE;
        LaunchTransaction transaction = new LaunchTransaction(
                fault == PlantedFault.TOKEN_LEFT_OUT ? CommitConfiguration::claimWithoutRecord : tokens::claim,
                instances,
                quotas,
                placementGroups,
                hosts,
                audit);
        GroupCommit<LaunchPlan, CommitOutcome> group =
                groups.of("launch", plan -> plan.token().key(), transaction);
        return fault == PlantedFault.ANSWER_BEFORE_COMMIT
                ? new EarlyAnswer(group::commit, hosts, scheduler, clock)
                : group::commit;
    }

    /** A planted fault: every token looks new, and is again the next time. */
    private static Set<TokenKey> claimWithoutRecord(List<TokenRecord> records) {
        return records.stream().map(TokenRecord::key).collect(Collectors.toSet());
    }
}
