package io.firebreak.fleet.fault;

import io.firebreak.fleet.nitro.HostId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The silent hosts, as one empty file each, so that a restarted fleet has the same.
 *
 * @param directory null to keep nothing
 */
record ArmedSilence(@Nullable Path directory) {
    private static final String PREFIX = "silent-";

    void arm(HostId host) {
        if (directory == null) {
            return;
        }
        try {
            Files.createDirectories(directory);
            Files.write(directory.resolve(PREFIX + host), new byte[0]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void disarm(HostId host) {
        if (directory == null) {
            return;
        }
        try {
            Files.deleteIfExists(directory.resolve(PREFIX + host));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<HostId> armed() {
        if (directory == null || Files.notExists(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.startsWith(PREFIX))
                    .map(name -> new HostId(name.substring(PREFIX.length())))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
