package io.firebreak.chaos.compare;

import io.firebreak.chaos.cli.BadInputException;
import io.firebreak.chaos.fault.FaultPlan;
import io.firebreak.chaos.fault.FaultSite;
import io.firebreak.chaos.region.Architecture;
import io.firebreak.chaos.region.RegionFile;
import io.firebreak.chaos.region.RegionSettings;
import java.util.List;

/** Finds whatever would stop a run before anything is started. */
final class Studies {
    private Studies() {}

    /** @throws BadInputException when a region or a target cannot be had */
    static void check(List<Study> studies, List<Architecture> architectures) {
        for (Study study : studies) {
            architectures.forEach(architecture -> check(study, architecture));
        }
    }

    private static void check(Study study, Architecture architecture) {
        RegionSettings settings = study.gameDay().settings(architecture);
        List<String> problems = settings.problems();
        if (!problems.isEmpty()) {
            throw new BadInputException("%s: %s".formatted(study.file(), String.join("; ", problems)));
        }
        check(study, PlannedSite.of(settings));
    }

    /** @throws BadInputException when the region that is up has nothing that could break its network */
    static void check(Study study, RegionFile region) {
        if (study.gameDay().breaksTheNetwork() && region.network() == null) {
            throw new BadInputException(
                    "%s breaks the network, and the region that is up has none that can be broken: './firebreak up --network-faults' starts one, or leave --attach out"
                            .formatted(study.file()));
        }
    }

    /** @throws BadInputException when the study aims at something that is not there */
    static void check(Study study, FaultSite site) {
        try {
            FaultPlan.of(study.gameDay(), site);
        } catch (IllegalArgumentException e) {
            throw new BadInputException("%s: %s".formatted(study.file(), e.getMessage()));
        }
    }
}
