package io.firebreak.chaos.region;

import io.firebreak.chaos.network.NetworkSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The proxy all wires of a region go through. What was broken in it is whole after its death. */
record NetworkProgram(
        HttpClient http, List<String> command, NetworkSettings settings, Path workingDirectory, URI readiness)
        implements Program {
    @Override
    public Map<String, String> environment(Version version) {
        return Map.of(
                NetworkSettings.VARIABLE,
                Json.MAPPER.writeValueAsString(settings),
                "LANG",
                "C.UTF-8",
                "PATH",
                Environment.path(),
                "TZ",
                "UTC");
    }

    @Override
    public void beforeStart() {
        try {
            Files.createDirectories(workingDirectory);
        } catch (IOException e) {
            throw new UncheckedIOException(workingDirectory + " could not be made", e);
        }
    }

    @Override
    public boolean isReady() {
        return AppProgram.isReady(http, readiness);
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
