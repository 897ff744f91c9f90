package io.firebreak.chaos.compare;

import io.firebreak.chaos.cli.BadInputException;
import io.firebreak.chaos.docker.ComposeShape;
import io.firebreak.chaos.docker.DockerRegion;
import io.firebreak.chaos.gameday.Fault;
import io.firebreak.chaos.gameday.Step;
import io.firebreak.chaos.load.NanoClock;
import io.firebreak.chaos.region.Architecture;
import io.firebreak.chaos.region.ProcessState;
import io.firebreak.chaos.region.Progress;
import io.firebreak.chaos.region.RegionConnections;
import io.firebreak.chaos.region.RegionDriver;
import io.firebreak.chaos.region.RegionUnreachableException;
import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;

/** What comes before a game day on a region of containers: it has to fit, to be up, and to have the day's tenants. */
final class ComposeDay {
    /** Eighteen JVMs that start at once on two cores take 200 s. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private static final long POLL_NANOS = 2_000_000_000L;

    private final DockerRegion region;
    private final NanoClock clock;
    private final Progress progress;

    ComposeDay(DockerRegion region, NanoClock clock, Progress progress) {
        this.region = region;
        this.clock = clock;
        this.progress = progress;
    }

    /** @throws BadInputException when the region is not the one the file asks for; nothing was done to it */
    void refuseUnlessFits(Study study, Architecture architecture) {
        ComposeShape asked = ComposeShape.of(study.gameDay().settings(architecture));
        if (!asked.equals(region.shape())) {
            throw new BadInputException(
                    "%s asks for a region of another shape than the compose region has: %s; it has %s"
                            .formatted(study.file(), asked, region.shape()));
        }
        if (study.gameDay().breaksTheNetwork()) {
            throw new BadInputException("%s breaks the network, which no driver for containers can: run it without %s"
                    .formatted(study.file(), DockerRegion.OPTION));
        }
        if (study.gameDay().method().stream().map(Step::fault).anyMatch(Fault.DeployBad.class::isInstance)) {
            throw new BadInputException(
                    "%s starts nodes with other settings, which no container can be: run it without %s"
                            .formatted(study.file(), DockerRegion.OPTION));
        }
        if (!region.withoutHooks().isEmpty()) {
            throw new BadInputException(
                    "%s and others run without fault hooks: bring the region up with -f deploy/compose.chaos.yml too"
                            .formatted(region.withoutHooks().getFirst()));
        }
    }

    /**
     * The region with its tenants, once all of it is ready.
     *
     * @throws RegionUnreachableException when it does not get ready, or does not take the tenants in
     */
    RegionDriver ready(int tenants, KeptTenants kept) {
        awaitReady();
        progress.report("enrolling %d tenants".formatted(tenants));
        HttpClient http = RegionConnections.http(region.file());
        try {
            return region.withTenants(new GuestTenants(region.file(), http, clock).enrol(tenants, kept));
        } catch (IOException e) {
            throw new RegionUnreachableException(String.valueOf(e.getMessage()), e);
        }
    }

    private void awaitReady() {
        long deadline = clock.nanos() + PATIENCE.toNanos();
        int before = 0;
        for (List<String> missing = notReady(); !missing.isEmpty(); missing = notReady()) {
            if (clock.nanos() > deadline) {
                throw new RegionUnreachableException(
                        "after %d s these are not ready: %s".formatted(PATIENCE.toSeconds(), missing));
            }
            if (missing.size() != before) {
                progress.report("waiting for %d containers, %s first".formatted(missing.size(), missing.getFirst()));
                before = missing.size();
            }
            clock.waitUntil(clock.nanos() + POLL_NANOS);
        }
    }

    private List<String> notReady() {
        return region.control().processes().stream()
                .filter(process -> process.state() != ProcessState.READY)
                .map(process -> "%s (%s)".formatted(process.name(), process.state()))
                .toList();
    }
}
