package io.firebreak.chaos.region;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A process that does nothing, and is ready while a file with its name stands in a directory. */
record SleepingProgram(Path readiness, List<String> command) implements Program {
    @Override
    public Map<String, String> environment(Version version) {
        Map<String, String> environment = new HashMap<>(Map.of("PATH", Environment.path()));
        version.settings().forEach((key, value) -> environment.put(key.replace('.', '_'), value));
        return environment;
    }

    @Override
    public Path workingDirectory() {
        return Path.of("/");
    }

    @Override
    public void beforeStart() {}

    @Override
    public boolean isReady() {
        return Files.exists(readiness);
    }

    @Override
    public List<ProcessHandle> processes(ProcessHandle main) {
        return List.of(main);
    }

    @Override
    public Signal stopSignal() {
        return Signal.TERM;
    }
}
