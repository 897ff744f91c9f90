package io.firebreak.fleet.process;

import io.firebreak.fleet.inventory.FleetPlan;
import io.firebreak.fleet.journal.Journal;
import io.firebreak.fleet.sim.Fleet;
import io.firebreak.fleet.sim.FleetSpec;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.InstantSource;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the fleet. The journal is replayed while the context starts, so a process that listens has its hosts back. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(FleetSettings.class)
class FleetConfiguration {
    private static final Logger LOG = LoggerFactory.getLogger(FleetConfiguration.class);

    @Bean
    InstantSource time() {
        return InstantSource.system();
    }

    @Bean
    Journal.Opened journal(FleetSettings settings) {
        Journal.Opened opened = Journal.open(settings.journal(), settings.id());
        LOG.info(
                "Journal {} has {} instances and tombstones",
                settings.journal(),
                opened.recovered().changes().size());
        if (opened.recovered().droppedBytes() > 0) {
            LOG.warn(
                    "Cut {} bytes off the end of the journal: an entry that was being written when the process died, and that nobody was answered",
                    opened.recovered().droppedBytes());
        }
        return opened;
    }

    @Bean
    Fleet fleet(FleetSettings settings, Journal.Opened opened, InstantSource time) {
        FleetPlan plan = new FleetPlan(settings.hosts(), settings.zones(), settings.seed());
        String incarnation = UUID.randomUUID().toString();
        return new Fleet(
                new FleetSpec(settings.id(), incarnation, plan.build(), settings.clock(), settings.bootTime(), time),
                opened);
    }

    @Bean
    MeterBinder fleetMetrics(Fleet fleet) {
        return new FleetMetrics(fleet);
    }
}
