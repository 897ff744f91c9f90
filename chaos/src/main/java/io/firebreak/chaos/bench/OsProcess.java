package io.firebreak.chaos.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A process of the benchmark's own, its output in a file. It goes when the benchmark goes. */
public final class OsProcess implements AutoCloseable {
    private static final long END_SECONDS = 20;
    /** Fields of {@code /proc/PID/stat} after the command: user and system time, then those of ended children. */
    private static final int USER_TIME = 11;

    private static final int CHILDREN_TIME = 13;
    /** What Linux counts processor time in, on every architecture it has today. */
    private static final int TICKS_PER_SECOND = 100;

    private final Process process;

    private OsProcess(Process process) {
        this.process = process;
        Runtime.getRuntime().addShutdownHook(new Thread(this::kill));
    }

    public static OsProcess start(List<String> command, Map<String, String> environment, Path directory, Path log) {
        try {
            Files.createDirectories(directory);
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            builder.environment().putAll(environment);
            return new OsProcess(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(command.getFirst() + " could not be started", e);
        }
    }

    /** What a program prints until it ends; an exit other than 0 is an {@link IOException} with it. */
    public static String output(List<String> command, Map<String, String> environment) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process program = builder.start();
        String output = new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (program.waitFor() != 0) {
                throw new IOException("%s ended with %d: %s".formatted(command, program.exitValue(), output));
            }
        } catch (InterruptedException e) {
            program.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while " + command.getFirst() + " ran", e);
        }
        return output;
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    public long pid() {
        return process.pid();
    }

    /** Processor time of it and of its children, living or ended. */
    public Duration cpu() {
        return cpuOf(process.toHandle());
    }

    /** Processor time of a process and of its children, living or ended. */
    public static Duration cpuOf(ProcessHandle root) {
        Stream<ProcessHandle> all = Stream.concat(Stream.of(root), root.descendants());
        return all.map(one -> ticks(one.pid(), USER_TIME).plus(ticks(one.pid(), CHILDREN_TIME)))
                .reduce(Duration.ZERO, Duration::plus);
    }

    /** Processor time of all programs that this one has run to their end. */
    static Duration cpuOfEnded() {
        return ticks(ProcessHandle.current().pid(), CHILDREN_TIME);
    }

    private static Duration ticks(long pid, int field) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            long ticks = Long.parseLong(fields[field]) + Long.parseLong(fields[field + 1]);
            return Duration.ofMillis(ticks * 1_000 / TICKS_PER_SECOND);
        } catch (IOException e) {
            return Duration.ZERO; // it has just ended, or there is no such file system
        }
    }

    /** Ends it and what it has started, at once. */
    public void kill() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    /** Asks it to end in order, and ends it if it does not. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
                kill();
                process.waitFor();
            }
        } catch (InterruptedException e) {
            kill();
            Thread.currentThread().interrupt();
        }
    }
}
