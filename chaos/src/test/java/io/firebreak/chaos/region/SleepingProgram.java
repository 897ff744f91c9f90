package io.firebreak.chaos.region;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A process that does nothing, and is ready while a file with its name stands in a directory. */
record SleepingProgram(Path readiness, List<String> command) implements Program {
    @Override
    public Map<String, String> environment() {
        return Map.of("PATH", Environment.path());
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
