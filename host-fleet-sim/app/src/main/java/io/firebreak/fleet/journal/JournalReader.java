package io.firebreak.fleet.journal;

import io.firebreak.fleet.api.HostedInstance;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** Reads a journal once, from its first line to the end of its last whole one. */
final class JournalReader {
    private record Place(String host, String instance) {}

    private final Path file;
    private final SequencedMap<Place, Change> newest = new LinkedHashMap<>();
    private long clockMillis;
    private long wholeBytes;
    private int lines;

    private JournalReader(Path file) {
        this.file = file;
    }

    /** What was read, and how many bytes of the file are whole lines. */
    record Read(Recovered recovered, long wholeBytes) {}

    static Read read(Path file, String fleet) throws IOException {
        JournalReader reader = new JournalReader(file);
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            reader.readHeader(in, fleet);
            reader.readEntries(in);
        }
        long dropped = Files.size(file) - reader.wholeBytes;
        Recovered recovered = new Recovered(reader.clockMillis, new ArrayList<>(reader.newest.values()), dropped);
        return new Read(recovered, reader.wholeBytes);
    }

    /** A torn header is a journal that was killed while it was created: nothing was in it. */
    private void readHeader(InputStream in, String fleet) throws IOException {
        byte[] line = readLine(in);
        if (line == null) {
            return;
        }
        Optional<Line.Header> header = Line.decode(line, Line.Header.class);
        if (header.isEmpty()) {
            refuseWholeLinesIn(in);
            return;
        }
        if (header.get().format() != Journal.FORMAT || !header.get().fleet().equals(fleet)) {
            throw new JournalException(
                    "%s is the journal of %s in format %d, not of %s in format %d: set firebreak.fleet.journal to another file"
                            .formatted(file, header.get().fleet(), header.get().format(), fleet, Journal.FORMAT));
        }
        accept(line);
    }

    private void readEntries(InputStream in) throws IOException {
        for (byte[] line = readLine(in); line != null; line = readLine(in)) {
            Optional<Line.Entry> entry = Line.decode(line, Line.Entry.class);
            if (entry.isEmpty()) {
                refuseWholeLinesIn(in);
                return;
            }
            accept(line);
            clockMillis = Math.max(clockMillis, entry.get().clockMillis());
            for (Change change : entry.get().changes()) {
                HostedInstance instance = change.instance();
                newest.putLast(new Place(instance.host(), instance.instance()), change);
            }
        }
    }

    private void accept(byte[] line) {
        wholeBytes += line.length + 1;
        lines++;
    }

    /** What follows a line that is not whole must be part of the same torn write. If it is not, the file was damaged otherwise. */
    private void refuseWholeLinesIn(InputStream in) throws IOException {
        for (byte[] line = readLine(in); line != null; line = readLine(in)) {
            if (Line.decode(line, Line.Entry.class).isPresent()) {
                throw new JournalException(
                        "Line %d of %s is damaged, and whole lines follow it. Restore the file, or move it away to start with empty hosts"
                                .formatted(lines + 1, file));
            }
        }
    }

    /** The next line without its line feed; null when the file ends before one. */
    private static byte @Nullable [] readLine(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(512);
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                return null;
            }
            line.write(next);
        }
        return line.toByteArray();
    }
}
