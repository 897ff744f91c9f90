package io.firebreak.router.table;

import io.firebreak.router.wire.Body;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The changes since the table file was written, one after the other, each with its length and checksum and forced to disk
 * before the next. Reading ends at the first record that is not whole: a torn end is what a crash leaves, and what follows
 * it was never written.
 */
final class TableJournal {
    private static final String FORMAT = "firebreak-routing-delta-1 %010d %13d %s\n";
    private static final Pattern HEADER =
            Pattern.compile("firebreak-routing-delta-1 ([0-9]{10}) +([0-9]{1,13}) ([0-9a-f]{64})\n");
    private static final int HEADER_BYTES =
            FORMAT.formatted(0, 0, "0".repeat(Checksum.DIGITS)).length();

    private final Path path;
    private long end;

    TableJournal(Path path) {
        this.path = path.toAbsolutePath();
    }

    /** All whole records, oldest first. What comes after them is overwritten by the next {@link #append}. */
    List<TableFile.Saved> load() throws IOException {
        List<TableFile.Saved> records = new ArrayList<>();
        end = 0;
        byte[] all = Files.exists(path) ? Files.readAllBytes(path) : new byte[0];
        Optional<TableFile.Saved> next = recordAt(0, all);
        while (next.isPresent()) {
            records.add(next.get());
            end += HEADER_BYTES + next.get().json().size();
            next = recordAt((int) end, all);
        }
        return records;
    }

    /** Adds a record behind the last whole one. */
    void append(TableFile.Saved changes) throws IOException {
        Files.createDirectories(path.getParent());
        byte[] json = changes.json().bytes();
        long millis = changes.confirmed().toEpochMilli();
        byte[] header =
                FORMAT.formatted(json.length, millis, checksum(millis, json)).getBytes(StandardCharsets.US_ASCII);
        try (FileChannel file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            file.truncate(end);
            file.position(end);
            ByteBuffer record = ByteBuffer.allocate(header.length + json.length)
                    .put(header)
                    .put(json)
                    .flip();
            while (record.hasRemaining()) {
                file.write(record);
            }
            file.force(false);
        }
        end += header.length + json.length;
    }

    /** Forgets everything, once the table file holds it. */
    void clear() throws IOException {
        end = 0;
        Files.deleteIfExists(path);
    }

    /** Bytes of all whole records. */
    long size() {
        return end;
    }

    private static Optional<TableFile.Saved> recordAt(int at, byte[] all) {
        if (all.length - at < HEADER_BYTES) {
            return Optional.empty();
        }
        Matcher header = HEADER.matcher(new String(all, at, HEADER_BYTES, StandardCharsets.US_ASCII));
        if (!header.matches()) {
            return Optional.empty();
        }
        long length = Long.parseLong(header.group(1));
        long millis = Long.parseLong(header.group(2));
        int begin = at + HEADER_BYTES;
        if (all.length - begin < length) {
            return Optional.empty();
        }
        byte[] json = Arrays.copyOfRange(all, begin, begin + (int) length);
        return header.group(3).equals(checksum(millis, json))
                ? Optional.of(new TableFile.Saved(Body.of(json), Instant.ofEpochMilli(millis)))
                : Optional.empty();
    }

    private static String checksum(long millis, byte[] json) {
        return Checksum.of(ByteBuffer.allocate(Long.BYTES + json.length)
                .putLong(millis)
                .put(json)
                .array());
    }
}
