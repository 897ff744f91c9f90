package io.firebreak.chaos.region;

import io.firebreak.chaos.install.Installation;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;

/**
 * A region on this machine, held by its own supervisor process: it goes on when the program that started it ends, until
 * {@link RegionControl#down()}.
 *
 * @param file what the region was like when it was started or found; {@link RegionControl#processes()} knows newer pids
 */
public record LocalRegion(RegionFile file, RegionControl control) implements RegionDriver {

    /**
     * Starts a region and waits until it serves all its tenants. When the program ends meanwhile, the region is stopped.
     * What an earlier region whose supervisor was killed left running is ended first.
     *
     * @param directory where everything of the region is kept, {@link #defaultHome()} by default
     * @throws IllegalArgumentException with all problems of the settings
     * @throws RegionAlreadyUpException when one runs in this home
     * @throws RegionStartException when a process failed; everything was stopped again
     */
    public static LocalRegion start(RegionSettings settings, Path directory, Progress progress) {
        return start(settings, Telemetry.ofEnvironment(), directory, progress);
    }

    /** Likewise, and tells the processes where to send traces. */
    public static LocalRegion start(RegionSettings settings, Telemetry telemetry, Path directory, Progress progress) {
        List<String> problems = settings.problems();
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", problems));
        }
        RegionHome home = new RegionHome(directory);
        if (home.isInUse()) {
            throw new RegionAlreadyUpException(
                    "a region is already up in %s: './firebreak down' stops it".formatted(home.directory()));
        }
        endLeftOvers(home, progress);
        return new RegionStarter(
                        home,
                        Installation.locate(),
                        InstantSource.system(),
                        Supervision::sleepShortly,
                        progress,
                        Supervision.http())
                .start(settings, telemetry);
    }

    private static void endLeftOvers(RegionHome home, Progress progress) {
        LeftOvers leftOvers = LeftOvers.of(home);
        if (!leftOvers.isEmpty()) {
            progress.report("ending %d processes that an earlier region left".formatted(leftOvers.size()));
            leftOvers.end(Supervision::sleepShortly);
        }
    }

    /** Whether a region runs, starts or stops in this home. */
    public static boolean isUp(Path directory) {
        return new RegionHome(directory).isInUse();
    }

    /**
     * The region that runs in this home.
     *
     * @throws RegionUnreachableException when there is none, or it is not ready, or it does not answer
     */
    public static LocalRegion attach(Path directory) {
        RegionHome home = new RegionHome(directory);
        RegionFile file = home.readRegion()
                .filter(written -> home.isInUse())
                .orElseThrow(() -> new RegionUnreachableException(whyNone(home)));
        return new LocalRegion(file, new SupervisorClient(Supervision.http(), file.supervisor()));
    }

    /**
     * Gives every process a new certificate; returns when all that run have taken it.
     *
     * @param authority whether the authority changes too, so that what the earlier one signed is refused
     */
    public void rotateCertificates(boolean authority) {
        new SupervisorClient(Supervision.http(), file.supervisor()).rotateCertificates(authority);
    }

    private static String whyNone(RegionHome home) {
        if (home.isInUse()) {
            return "the region in %s is not ready yet".formatted(home.directory());
        }
        int left = LeftOvers.of(home).size();
        return left == 0
                ? "no region runs in %s: './firebreak up' starts one".formatted(home.directory())
                : "the supervisor of the region in %s is dead and left %d processes: './firebreak down' ends them"
                        .formatted(home.directory(), left);
    }

    /**
     * Stops the region of this home, whatever state it is in; returns when no process of it is left.
     *
     * @throws RegionUnreachableException when there is nothing to stop
     */
    public static void stop(Path directory, Progress progress) {
        RegionHome home = new RegionHome(directory);
        boolean inUse = home.isInUse();
        if (!inUse && LeftOvers.of(home).isEmpty()) {
            throw new RegionUnreachableException(whyNone(home));
        }
        if (inUse) {
            home.readSupervisor().ifPresent(supervisor -> stopSupervisor(home, supervisor, progress));
        }
        endLeftOvers(home, progress);
        home.forget();
    }

    private static void stopSupervisor(RegionHome home, RegionFile.Supervisor supervisor, Progress progress) {
        try {
            new SupervisorClient(Supervision.http(), supervisor).down();
        } catch (RegionUnreachableException e) {
            progress.report("the supervisor does not answer and is killed: " + e.getMessage());
            ProcessHandle.of(supervisor.pid()).ifPresent(ProcessHandle::destroyForcibly);
        }
        while (home.isInUse()) {
            Supervision.sleepShortly();
        }
    }

    /** {@code FIREBREAK_HOME}, or {@code .firebreak} in the working directory. */
    public static Path defaultHome() {
        String chosen = System.getenv("FIREBREAK_HOME");
        return Path.of(chosen == null || chosen.isBlank() ? ".firebreak" : chosen)
                .toAbsolutePath()
                .normalize();
    }
}
