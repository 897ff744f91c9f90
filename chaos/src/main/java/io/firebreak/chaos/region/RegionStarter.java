package io.firebreak.chaos.region;

import io.firebreak.chaos.install.Installation;
import java.io.File;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Starts a supervisor as a process that outlives this one, and watches it until its region is ready. */
final class RegionStarter {
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(2);
    private static final Path NEW_SESSION = Path.of("/usr/bin/setsid");

    private final RegionHome home;
    private final Installation installation;
    private final InstantSource clock;
    private final Pause pause;
    private final Progress progress;
    private final HttpClient http;

    RegionStarter(
            RegionHome home,
            Installation installation,
            InstantSource clock,
            Pause pause,
            Progress progress,
            HttpClient http) {
        this.home = home;
        this.installation = installation;
        this.clock = clock;
        this.pause = pause;
        this.progress = progress;
        this.http = http;
    }

    /** The region, ready. When it fails, or this program is told to end meanwhile, nothing of it is left running. */
    LocalRegion start(RegionSettings settings, Telemetry telemetry) {
        home.create();
        if (!installation.untrained().isEmpty()) {
            progress.report("starting without archives of loaded classes, so slowly: ./firebreak train makes them");
        }
        Process supervisor = spawn(settings, telemetry);
        Thread giveUp = new Thread(() -> giveUp(supervisor), "giving the region up");
        Runtime.getRuntime().addShutdownHook(giveUp);
        boolean ready = false;
        try {
            SupervisorClient client = awaitReady(supervisor);
            RegionFile file = home.readRegion().orElseThrow();
            ready = true;
            return new LocalRegion(file, client);
        } finally {
            if (!ready) {
                giveUp(supervisor);
            }
            Runtime.getRuntime().removeShutdownHook(giveUp);
        }
    }

    private Process spawn(RegionSettings settings, Telemetry telemetry) {
        List<String> command = new ArrayList<>();
        if (Files.isExecutable(NEW_SESSION)) {
            command.add(NEW_SESSION.toString());
        }
        command.addAll(installation.ownCommand("firebreak.supervisor=" + home.directory()));
        command.addAll(List.of("supervise", "--home=" + home.directory()));
        command.addAll(arguments(settings));
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(home.directory().toFile())
                    .redirectInput(new File("/dev/null"))
                    .redirectErrorStream(true)
                    .redirectOutput(home.supervisorLog().toFile());
            builder.environment().putAll(telemetry.variables());
            return builder.start();
        } catch (IOException e) {
            throw new RegionStartException("the supervisor could not be started: " + e.getMessage());
        }
    }

    private static List<String> arguments(RegionSettings settings) {
        return List.of(
                "--architecture=" + settings.architecture(),
                "--cells=" + settings.cells(),
                "--nodes-per-cell=" + settings.nodesPerCell(),
                "--routers=" + settings.routers(),
                "--zones=" + settings.zones(),
                "--shard-size=" + settings.shardSize(),
                "--tenants=" + settings.tenants(),
                "--hosts-per-cell=" + settings.hostsPerCell(),
                "--seed=" + settings.seed(),
                "--tenant-rate=" + settings.tenantRates().cells(),
                "--router-rate=" + settings.tenantRates().routers(),
                "--tls=" + settings.security().router(),
                "--secure-services=" + settings.security().services(),
                "--network-faults=" + settings.network());
    }

    private SupervisorClient awaitReady(Process supervisor) {
        Instant begin = clock.instant();
        Instant lastLine = begin;
        while (true) {
            Optional<SupervisorClient> client = client(supervisor);
            Instant now = clock.instant();
            if (client.isPresent()) {
                RegionStatus status = client.get().status();
                if (status.phase() == RegionPhase.READY) {
                    return client.get();
                }
                if (status.phase() == RegionPhase.FAILED) {
                    throw new RegionStartException(Objects.requireNonNull(status.failure()));
                }
                if (Duration.between(lastLine, now).compareTo(BETWEEN_LINES) >= 0) {
                    lastLine = now;
                    progress.report(line(Duration.between(begin, now), status));
                }
            }
            if (!supervisor.isAlive()) {
                throw new RegionStartException("the supervisor ended with exit %d. The end of %s:%n%s"
                        .formatted(supervisor.exitValue(), home.supervisorLog(), home.tail(home.supervisorLog())));
            }
            pause.shortly();
        }
    }

    private static String line(Duration elapsed, RegionStatus status) {
        String what = status.phase() == RegionPhase.ENROLLING
                ? "all processes ready, taking the tenants in"
                : "%d of %d processes ready".formatted(status.ready(), status.processes());
        return "%3d s: %s".formatted(elapsed.toSeconds(), what);
    }

    /** The supervisor just started, as soon as it can be asked. */
    private Optional<SupervisorClient> client(Process supervisor) {
        return home.readSupervisor()
                .filter(written -> written.pid() == supervisor.pid())
                .map(written -> new SupervisorClient(http, written));
    }

    private void giveUp(Process supervisor) {
        try {
            client(supervisor).ifPresentOrElse(SupervisorClient::down, supervisor::destroy);
        } catch (RegionUnreachableException e) {
            supervisor.destroyForcibly();
        }
        supervisor.onExit().join();
        LeftOvers.of(home).end(pause);
        home.forget();
    }
}
