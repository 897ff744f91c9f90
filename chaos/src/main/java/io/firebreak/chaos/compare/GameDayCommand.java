package io.firebreak.chaos.compare;

import io.firebreak.chaos.cli.BadInputException;
import io.firebreak.chaos.cli.ExitCode;
import io.firebreak.chaos.cli.Output;
import io.firebreak.chaos.docker.DockerRegion;
import io.firebreak.chaos.docker.OperatorAccess;
import io.firebreak.chaos.gameday.GameDay;
import io.firebreak.chaos.load.NanoClock;
import io.firebreak.chaos.region.Architecture;
import io.firebreak.chaos.region.LocalRegion;
import io.firebreak.chaos.region.RegionDriver;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs one game day on one architecture. */
@Command(
        name = "gameday",
        mixinStandardHelpOptions = true,
        description = {
            "Runs one game day against a fresh region, or one that is up, and writes a report.",
            "Exits with 1 when a promise was broken, when measured and predicted disagree or there is no verdict, or when a "
                    + "budget of the architecture was exceeded."
        })
@SuppressWarnings("NullAway.Init")
public final class GameDayCommand implements Callable<Integer> {
    private static final int BASE_36 = 36;

    @Parameters(paramLabel = "FILE", description = "The game day, such as chaos/gamedays/poison-pill.yaml.")
    private Path file;

    @Option(
            names = "--architecture",
            paramLabel = "A",
            description = "regional, cellular or shuffle; default: shuffle.")
    private @Nullable String architecture;

    @Option(names = "--seed", paramLabel = "N", description = "Instead of the file's seed.")
    private @Nullable Long seed;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Where the reports go; default: firebreak-out/NAME-TIME.")
    private @Nullable Path directory;

    @Option(names = "--dry-run", description = "Print the targets and who is expected to suffer; start nothing.")
    private boolean dryRun;

    @Option(names = "--attach", description = "Use the region that is up, and leave it up.")
    private boolean attach;

    @Option(
            names = DockerRegion.OPTION,
            description = "Use the region of the compose project this runs in, and leave it up; see docs/drivers.md.")
    private boolean docker;

    @Mixin
    private Output output;

    @Override
    public Integer call() throws InterruptedException {
        Study read = Study.read(file, 1, "");
        Architecture asked = architecture();
        long chosen = seed == null ? read.gameDay().seed() : seed;
        Study study = read.withSeed(chosen, command(asked, chosen));
        GameDay gameDay = study.gameDay();
        boolean there = attach || docker;
        if (attach && docker) {
            throw new BadInputException("--attach and --docker: a game day has one region");
        }
        if (!there || dryRun) {
            Studies.check(List.of(study), List.of(asked));
        }
        if (dryRun) {
            DryRun plan = DryRun.of(gameDay, asked);
            output.result(plan, plan::print);
            return ExitCode.DONE;
        }
        Session session = new Session(List.of(study), directory, output, InstantSource.system());
        if (!there) {
            return session.run(List.of(asked));
        }
        Path home = docker ? DockerRegion.home(LocalRegion.defaultHome()) : LocalRegion.defaultHome();
        RegionDriver region = docker ? composed(study, home) : attached(asked);
        Studies.check(study, region.file());
        Studies.check(
                study,
                new DaySetting(study.name(), gameDay, region, region.file().tenants(), "").site());
        String prefix = "a" + Long.toString(InstantSource.system().millis(), BASE_36) + "-";
        return session.attach(home, region, prefix);
    }

    /** @throws BadInputException when it is another region than the file asks for */
    private RegionDriver composed(Study study, Path home) {
        DockerRegion found = DockerRegion.find(OperatorAccess.of(System.getenv()));
        Architecture asked = architecture == null ? found.shape().architecture() : architecture();
        ComposeDay day = new ComposeDay(found, NanoClock.system(), output::progress);
        day.refuseUnlessFits(study, asked);
        return day.ready(study.gameDay().region().tenants(), new KeptTenants(home, new SecureRandom()));
    }

    private Architecture architecture() {
        try {
            return architecture == null ? Architecture.SHUFFLE : Architecture.of(architecture);
        } catch (IllegalArgumentException e) {
            throw new BadInputException("--" + e.getMessage());
        }
    }

    private LocalRegion attached(Architecture asked) {
        LocalRegion region = LocalRegion.attach(LocalRegion.defaultHome());
        if (architecture != null && region.file().architecture() != asked) {
            throw new BadInputException(
                    "--architecture is '%s' but the region that is up is %s: leave it out with --attach"
                            .formatted(asked, region.file().architecture()));
        }
        return region;
    }

    private String command(Architecture asked, long chosen) {
        String where = docker ? DockerRegion.OPTION : attach ? "--attach" : "--architecture " + asked;
        return "./firebreak gameday %s %s --seed %d".formatted(file, where, chosen);
    }
}
