package io.firebreak.chaos.compare;

import io.firebreak.chaos.region.LocalRegion;
import io.firebreak.chaos.region.RegionAlreadyUpException;
import io.firebreak.chaos.region.RegionSettings;
import io.firebreak.chaos.region.RegionUnreachableException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A region of a run's own: started when a day needs it, left to the next day, and stopped after the last one and after one that
 * failed on it, since nobody knows what that left.
 */
final class Stage implements AutoCloseable {
    /** A region that could not be started so many times in a row will not be: each try may take minutes. */
    private static final int MOST_FAILED_STARTS = 2;

    private final RegionSettings settings;
    private final Path home;
    private final Equipment equipment;
    private final Rollback rollback;
    private final Runnable down;
    private @Nullable ArchitectureRun run;
    private int failedStarts;

    Stage(RegionSettings settings, Path home, Equipment equipment, Rollback rollback) {
        this.settings = settings;
        this.home = home;
        this.equipment = equipment;
        this.rollback = rollback;
        this.down = this::stop;
    }

    /** One that is gone already, with whatever made a day fail, is as good as stopped. */
    private void stop() {
        try {
            LocalRegion.stop(home, equipment.progress());
        } catch (RegionUnreachableException e) {
            if (LocalRegion.isUp(home)) {
                throw e;
            }
            equipment.progress().report(String.valueOf(e.getMessage()));
        }
        equipment.standing().regionEnded();
    }

    /** The region, started if there is none. */
    ArchitectureRun run() {
        ArchitectureRun present = run;
        if (present == null) {
            present = new ArchitectureRun(started(), equipment, "", _ -> {});
            run = present;
        }
        return present;
    }

    private LocalRegion started() {
        if (failedStarts == MOST_FAILED_STARTS) {
            throw new IllegalStateException(
                    "its region did not start %d times in a row, and is not tried again".formatted(failedStarts));
        }
        equipment.progress().report("starting the %s region".formatted(settings.architecture()));
        boolean isOthers = LocalRegion.isUp(home);
        if (!isOthers) {
            equipment.standing().regionBegins();
        }
        failedStarts++;
        try {
            LocalRegion region = LocalRegion.start(settings, home, equipment.progress());
            failedStarts = 0;
            rollback.add(down);
            return region;
        } catch (RegionAlreadyUpException e) {
            throw e;
        } catch (RuntimeException e) {
            equipment.standing().regionEnded();
            throw e;
        }
    }

    /** Stops the region, if there is one; the next day gets a new one. */
    @Override
    public void close() {
        if (run != null) {
            equipment.progress().report("stopping the %s region".formatted(settings.architecture()));
            rollback.undo(down);
            run = null;
        }
    }
}
