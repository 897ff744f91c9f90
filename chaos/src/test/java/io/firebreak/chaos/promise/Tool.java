package io.firebreak.chaos.promise;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The {@code firebreak} command as a process.
 *
 * @param folder where its output goes
 */
record Tool(PromiseRegion region, Path folder) {
    Process start(String... arguments) throws IOException {
        Path root = Objects.requireNonNull(Path.of("").toAbsolutePath().getParent());
        List<String> command = Stream.concat(Stream.of(root.resolve("firebreak").toString()), Stream.of(arguments))
                .toList();
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(arguments[0] + ".log").toFile());
        builder.environment().put("FIREBREAK_HOME", region.home().toString());
        builder.environment().put("FIREBREAK_BUILD", "never");
        return builder.start();
    }

    String log(String command) throws IOException {
        return Files.readString(folder.resolve(command + ".log"));
    }
}
