package io.firebreak.chaos.cli;

import io.firebreak.chaos.region.LocalRegion;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The {@code --home} option: which local region is meant. */
final class Home {
    @Option(
            names = "--home",
            paramLabel = "DIR",
            description = "Where the region is kept; default: $FIREBREAK_HOME, or .firebreak in the working directory.")
    private @Nullable Path directory;

    Path directory() {
        return directory == null ? LocalRegion.defaultHome() : directory;
    }

    LocalRegion attach() {
        return LocalRegion.attach(directory());
    }
}
