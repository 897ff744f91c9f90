package io.firebreak.chaos.region;

import io.firebreak.chaos.database.DatabaseServer;
import io.firebreak.chaos.database.DatabaseTemplate;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A PostgreSQL server: the postmaster is the main process, its backends go and pause with it. */
record DatabaseProgram(DatabaseTemplate template, DatabaseServer server) implements Program {
    @Override
    public List<String> command() {
        return server.command();
    }

    @Override
    public Map<String, String> environment(Version version) {
        return Map.of("LC_ALL", "C", "PATH", Environment.path(), "TZ", "UTC");
    }

    @Override
    public Path workingDirectory() {
        return server.data();
    }

    @Override
    public void beforeStart() {
        if (Files.exists(server.data())) {
            server.clearLastLife();
        } else {
            template.copyTo(server.data());
        }
    }

    @Override
    public boolean isReady() {
        if (!server.isReady()) {
            return false;
        }
        try {
            server.requireDurable();
            return true;
        } catch (SQLException e) {
            return false;
        }
    }

    @Override
    public List<ProcessHandle> processes(ProcessHandle main) {
        return Stream.concat(Stream.of(main), main.children()).toList();
    }

    /** Fast shutdown: sessions are ended, what was committed is on disk. */
    @Override
    public Signal stopSignal() {
        return Signal.INT;
    }
}
