package io.firebreak.chaos.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Whole directory trees. */
public final class Directories {
    private Directories() {}

    /** Copies a tree with its permissions to a place where nothing stands yet. */
    static void copy(Path from, Path to) throws IOException {
        for (Path source : tree(from)) {
            Files.copy(source, to.resolve(from.relativize(source)), StandardCopyOption.COPY_ATTRIBUTES);
        }
    }

    /** Deletes a tree, or nothing when there is none. Links are deleted, never followed. */
    public static void delete(Path directory) throws IOException {
        if (Files.exists(directory)) {
            for (Path path : tree(directory).reversed()) {
                Files.deleteIfExists(path);
            }
        }
    }

    private static List<Path> tree(Path directory) throws IOException {
        try (Stream<Path> paths = Files.walk(directory)) {
            return paths.sorted(Comparator.comparingInt(Path::getNameCount)).toList();
        }
    }
}
