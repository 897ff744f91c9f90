package io.firebreak.chaos.bench.router;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** The programs of this machine. */
final class Programs {
    /** Where Debian puts servers, which is not on every user's PATH. */
    private static final String SERVERS = "/usr/sbin";

    private Programs() {}

    static Optional<Path> find(String name) {
        String path = Objects.requireNonNullElse(System.getenv("PATH"), "");
        return Stream.concat(Arrays.stream(path.split(":", -1)), Stream.of(SERVERS))
                .map(directory -> Path.of(directory, name))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
