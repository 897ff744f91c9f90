package io.firebreak.fleet.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a fault is armed for, as one empty file each, so that a restarted fleet has the same.
 *
 * @param directory null to keep nothing
 * @param prefix of the names of the files of this kind
 */
record ArmedMarks(@Nullable Path directory, String prefix) {
    void arm(String name) {
        if (directory == null) {
            return;
        }
        try {
            Files.createDirectories(directory);
            Files.write(directory.resolve(prefix + name), new byte[0]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void disarm(String name) {
        if (directory == null) {
            return;
        }
        try {
            Files.deleteIfExists(directory.resolve(prefix + name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<String> armed() {
        if (directory == null || Files.notExists(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.startsWith(prefix))
                    .map(name -> name.substring(prefix.length()))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
