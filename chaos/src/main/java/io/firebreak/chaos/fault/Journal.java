package io.firebreak.chaos.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a run did, as JSON lines that are on the disk before the next thing happens: so a prediction provably stood
 * before its fault.
 */
public final class Journal implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();

    private final FileChannel file;
    private final InstantSource time;

    private Journal(FileChannel file, InstantSource time) {
        this.file = file;
        this.time = time;
    }

    /** Opens a journal to add to; directories are made as needed. */
    public static Journal open(Path file, InstantSource time) {
        try {
            Path directory = file.toAbsolutePath().getParent();
            if (directory != null) {
                Files.createDirectories(directory);
            }
            boolean torn = endsInTheMiddleOfALine(file);
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
            if (torn) {
                channel.write(ByteBuffer.wrap(new byte[] {'\n'}));
            }
            return new Journal(channel, time);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the journal " + file, e);
        }
    }

    /** As the journal of a program does that was killed while it wrote. */
    private static boolean endsInTheMiddleOfALine(Path file) throws IOException {
        if (Files.notExists(file)) {
            return false;
        }
        try (FileChannel written = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer last = ByteBuffer.allocate(1);
            return written.size() > 0 && written.read(last, written.size() - 1) == 1 && last.get(0) != '\n';
        }
    }

    /** Adds a line and waits until it is on the disk. Values are what JSON has: texts, numbers, lists, maps. */
    public synchronized void write(String event, Map<String, ?> details) {
        note(event, details);
        try {
            file.force(true);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the journal", e);
        }
    }

    /** Adds a line that outlives this program, but need not outlive the machine. */
    public synchronized void note(String event, Map<String, ?> details) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("time", time.instant().toString());
        line.put("event", event);
        line.putAll(new TreeMap<>(details));
        ByteBuffer bytes = ByteBuffer.wrap((JSON.writeValueAsString(line) + "\n").getBytes(StandardCharsets.UTF_8));
        try {
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the journal", e);
        }
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot close the journal", e);
        }
    }
}
