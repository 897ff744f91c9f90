package io.firebreak.cell.launch;

import io.firebreak.cell.capacity.HostStore;
import io.firebreak.cell.commit.GroupCommit;
import io.firebreak.cell.commit.GroupCommits;
import io.firebreak.cell.settings.ChaosSettings;
import io.firebreak.cell.settings.PlantedFault;
import java.time.InstantSource;
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
            LaunchTransaction transaction,
            HostStore hosts,
            TaskScheduler scheduler,
            InstantSource clock) {
        GroupCommit<LaunchPlan, CommitOutcome> group =
                groups.of("launch", plan -> plan.token().key(), transaction);
        return chaos.enabled() && chaos.plantedFault() == PlantedFault.ANSWER_BEFORE_COMMIT
                ? new EarlyAnswer(group::commit, hosts, scheduler, clock)
                : group::commit;
    }
}
