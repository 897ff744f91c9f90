package io.firebreak.chaos.region;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * How much of the processors a process gets beside others. A JVM that starts takes a whole one for seconds, which those that serve
 * meanwhile should not feel.
 */
final class Priority {
    private static final List<String> LOW = List.of("nice", "-n", "10");
    private static final List<String> RAISE_ITSELF = List.of("nice", "-n", "-1", "true");

    /** A thread may start others, as low as itself, between the look and the raise. */
    private static final int MOST_ROUNDS = 5;

    private Priority() {}

    /** The same command at low priority. */
    static List<String> low(List<String> command) {
        List<String> all = new ArrayList<>(LOW);
        all.addAll(command);
        return all;
    }

    /** Whether this process may raise what has a low priority; who is not root may not on most systems. */
    static boolean mayBeRaised() {
        return saysNothing(RAISE_ITSELF);
    }

    /** The usual priority for a process that has a low one; on Linux each of its threads has its own. */
    static void raise(long pid) {
        Set<String> raised = new HashSet<>();
        for (int rounds = 0; rounds < MOST_ROUNDS; rounds++) {
            List<String> threads = threadsOf(pid);
            if (!raised.addAll(threads)) {
                return;
            }
            List<String> command = new ArrayList<>(List.of("renice", "-n", "0", "-p"));
            command.addAll(threads);
            var _ = saysNothing(command);
        }
    }

    private static List<String> threadsOf(long pid) {
        Path threads = Path.of("/proc", Long.toString(pid), "task");
        if (!Files.isDirectory(threads)) {
            return List.of(Long.toString(pid));
        }
        try (Stream<Path> all = Files.list(threads)) {
            return all.map(thread -> thread.getFileName().toString()).toList();
        } catch (IOException | UncheckedIOException gone) {
            return List.of(Long.toString(pid));
        }
    }

    /** Whether a program ends well and without a warning; not when there is no such program. */
    private static boolean saysNothing(List<String> command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            boolean silent = process.getErrorStream().readAllBytes().length == 0;
            return process.waitFor() == 0 && silent;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
