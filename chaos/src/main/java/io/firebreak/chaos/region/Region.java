package io.firebreak.chaos.region;

import io.firebreak.chaos.database.DatabaseTemplate;
import io.firebreak.chaos.install.Archive;
import io.firebreak.chaos.install.Installation;
import java.net.http.HttpClient;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A region owned by this very program: its plan, its supervisor, and the file that tells others of it. */
final class Region {
    private static final Logger LOG = LoggerFactory.getLogger(Region.class);

    /** Several times what a start takes on two busy cores. */
    private static final Duration LONGEST_START = Duration.ofMinutes(4);

    private final RegionHome home;
    private final RegionPlan plan;
    private final Supervisor supervisor;
    private final RegionFile.Supervisor self;
    private final Enrolment enrolment;
    private volatile RegionStatus status;
    private volatile List<RegionFile.Tenant> tenants = List.of();

    private Region(
            RegionHome home, RegionPlan plan, Supervisor supervisor, RegionFile.Supervisor self, Enrolment enrolment) {
        this.home = home;
        this.plan = plan;
        this.supervisor = supervisor;
        this.self = self;
        this.enrolment = enrolment;
        this.status = new RegionStatus(RegionPhase.STARTING, 0, plan.processes().size(), null);
    }

    /** What a region is made with: time, chance and the outside world. */
    record Surroundings(
            Installation installation, InstantSource clock, Pause pause, SecureRandom random, HttpClient http) {}

    /**
     * Plans a region in a home that is empty and locked.
     *
     * @param grace how long its processes may take to end in order
     */
    static Region plan(
            RegionSettings settings,
            RegionHome home,
            Archive archive,
            Duration grace,
            Secrets secrets,
            RegionFile.Supervisor self,
            Surroundings surroundings) {
        DatabaseTemplate template = DatabaseTemplate.create(
                surroundings.installation().databases(), home.databases().resolve("template"), secrets.database());
        RegionCertificates certificates = settings.security().any()
                ? new RegionCertificates(home.certificates(), surroundings.clock(), surroundings.random())
                : null;
        RegionPlan plan = new RegionPlanner(
                        settings,
                        home,
                        surroundings.installation(),
                        archive,
                        template,
                        secrets,
                        certificates,
                        surroundings.http(),
                        Ports.free(RegionPlanner.portsFor(settings), surroundings.random()))
                .plan();
        JsonCalls directory = JsonCalls.to(
                RegionConnections.http(
                        certificates == null ? null : certificates.operator().toString()),
                Objects.requireNonNull(plan.process(ProcessName.directory()).url()),
                secrets.admin());
        List<JsonCalls> routers = plan.routerNames().stream()
                .map(name -> Objects.requireNonNull(plan.process(name).managementUrl()))
                .map(url -> JsonCalls.to(surroundings.http(), url, secrets.internal()))
                .toList();
        return new Region(
                home,
                plan,
                new Supervisor(plan.processes(), home, surroundings.clock(), grace),
                self,
                new Enrolment(plan, directory, routers, surroundings.clock(), surroundings.pause()));
    }

    Supervisor supervisor() {
        return supervisor;
    }

    /** The certificates of its processes, if they have some. */
    Optional<RegionCertificates> certificates() {
        return Optional.ofNullable(plan.certificates());
    }

    RegionStatus status() {
        RegionStatus last = status;
        if (last.phase() != RegionPhase.STARTING) {
            return last;
        }
        long ready = supervisor.processes().stream()
                .filter(process -> process.state() == ProcessState.READY)
                .count();
        return new RegionStatus(last.phase(), (int) ready, last.processes(), null);
    }

    /**
     * Brings everything up, enrols the tenants and writes the region file.
     *
     * @throws RegionStartException when a part of it failed; then everything was stopped
     */
    RegionFile start() {
        try {
            awaitProcesses();
            reached(RegionPhase.ENROLLING);
            tenants = enrolment.enrol();
            supervisor.whenPidsChange(this::writeFile);
            RegionFile file = writeFile(supervisor.processes());
            reached(RegionPhase.READY);
            return file;
        } catch (RegionStartException | RegionUnreachableException e) {
            status = new RegionStatus(RegionPhase.FAILED, 0, plan.processes().size(), e.getMessage());
            LOG.error("the region did not come up: {}", e.getMessage());
            supervisor.down();
            throw new RegionStartException(Objects.requireNonNull(e.getMessage()));
        }
    }

    private void reached(RegionPhase phase) {
        LOG.info("the region is {}", phase);
        int all = plan.processes().size();
        status = new RegionStatus(phase, all, all, null);
    }

    private void awaitProcesses() {
        try {
            supervisor.start().get(LONGEST_START.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new RegionStartException(
                    String.valueOf(e.getCause() == null ? e : e.getCause().getMessage()));
        } catch (TimeoutException e) {
            throw new RegionStartException("after %d s these were not ready: %s; their logs are in %s"
                    .formatted(
                            LONGEST_START.toSeconds(),
                            supervisor.processes().stream()
                                    .filter(process -> process.state() != ProcessState.READY)
                                    .map(process -> process.name().toString())
                                    .collect(Collectors.joining(", ")),
                            home.supervisorLog().getParent()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RegionStartException("interrupted while the region started");
        }
    }

    private RegionFile writeFile(List<RegionProcess> present) {
        RegionFile file = plan.file(present, tenants, self);
        home.write(home.regionFile(), file);
        return file;
    }
}
