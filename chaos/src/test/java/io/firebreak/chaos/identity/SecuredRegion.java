package io.firebreak.chaos.identity;

import io.firebreak.chaos.database.Directories;
import io.firebreak.chaos.region.Architecture;
import io.firebreak.chaos.region.LocalRegion;
import io.firebreak.chaos.region.Progress;
import io.firebreak.chaos.region.RegionFile;
import io.firebreak.chaos.region.RegionSecurity;
import io.firebreak.chaos.region.RegionSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * A region with certificates everywhere. It is one for all classes of tests that have this extension, since it takes longer to
 * start than all of them: it comes up for the first and goes after the last.
 */
final class SecuredRegion implements BeforeAllCallback {
    private static final RegionSettings TWO_CELLS =
            new RegionSettings(Architecture.SHUFFLE, 2, 1, 1, 1, 2, 4, 50, 1).withSecurity(RegionSecurity.ALL);

    private @Nullable Running running;

    /** Stopped and cleared away by the store of the whole run. */
    private record Running(LocalRegion region, Path home) implements AutoCloseable {
        static Running start() {
            try {
                Path home = Files.createTempDirectory("secured-region").toRealPath();
                return new Running(LocalRegion.start(TWO_CELLS, home, Progress.toStandardError()), home);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() throws IOException {
            LocalRegion.stop(home, Progress.toStandardError());
            Directories.delete(home);
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        running = context.getRoot()
                .getStore(Namespace.create(SecuredRegion.class))
                .computeIfAbsent(Running.class, _ -> Running.start(), Running.class);
    }

    private Running running() {
        return Objects.requireNonNull(running);
    }

    LocalRegion region() {
        return running().region();
    }

    RegionFile file() {
        return region().file();
    }

    Path home() {
        return running().home();
    }

    /** The directory with the certificate of a process. */
    Path identity(String process) {
        return home().resolve("certificates").resolve(process);
    }
}
