package io.firebreak.router.table;

import io.firebreak.router.wire.Body;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The copy of the table on disk, which a router starts from when the directory is dead. First line: format and SHA-256 of
 * all that follows; second line: when it was confirmed, in milliseconds since 1970; then the JSON as the directory sent
 * it. It is written beside its place, forced to disk and renamed, so a reader finds the old one or the new one whole.
 */
final class TableFile {
    private static final String FORMAT = "firebreak-routing-table-1 ";
    private static final int FIRST_LINE = FORMAT.length() + Checksum.DIGITS + 1;

    /** A few disk pages at once. */
    private static final int BUFFER_BYTES = 64 * 1024;

    private final Path path;

    TableFile(Path path) {
        this.path = path.toAbsolutePath();
    }

    /** A table and when the directory last confirmed it. */
    record Saved(Body json, Instant confirmed) {}

    /** What was saved last; nothing if nothing was; a {@link MalformedTableException} if the file is torn or of another format. */
    Optional<Saved> load() throws IOException {
        if (!Files.exists(path)) {
            return Optional.empty();
        }
        byte[] all = Files.readAllBytes(path);
        if (all.length <= FIRST_LINE) {
            throw new MalformedTableException("the table file is too short");
        }
        String first = new String(all, 0, FIRST_LINE, StandardCharsets.US_ASCII);
        byte[] rest = Arrays.copyOfRange(all, FIRST_LINE, all.length);
        if (!first.equals(FORMAT + Checksum.of(rest) + "\n")) {
            throw new MalformedTableException("the table file is torn: its checksum does not match");
        }
        int line = indexOfNewline(rest);
        long confirmed = Long.parseLong(new String(rest, 0, line, StandardCharsets.US_ASCII));
        return Optional.of(
                new Saved(Body.of(Arrays.copyOfRange(rest, line + 1, rest.length)), Instant.ofEpochMilli(confirmed)));
    }

    /** Replaces what was saved. */
    void save(Saved table) throws IOException {
        save(table.confirmed(), out -> out.write(table.json().bytes()));
    }

    /** What writes the JSON, piece by piece: a table of a million tenants need not be in memory as text. */
    interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    /** Replaces what was saved. The first line is written last, when the checksum is known. */
    void save(Instant confirmed, Content json) throws IOException {
        Path directory = path.getParent();
        Files.createDirectories(directory);
        Path beside = path.resolveSibling(path.getFileName() + ".tmp");
        MessageDigest digest = Checksum.sha256();
        try (FileChannel file = FileChannel.open(
                beside, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            file.position(FIRST_LINE);
            OutputStream out = new BufferedOutputStream(
                    new DigestOutputStream(Channels.newOutputStream(file), digest), BUFFER_BYTES);
            out.write((confirmed.toEpochMilli() + "\n").getBytes(StandardCharsets.US_ASCII));
            json.writeTo(out);
            out.flush();
            String first = FORMAT + HexFormat.of().formatHex(digest.digest()) + "\n";
            file.position(0);
            writeAll(file, ByteBuffer.wrap(first.getBytes(StandardCharsets.US_ASCII)));
            file.force(true);
        }
        Files.move(beside, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        try (FileChannel folder = FileChannel.open(directory, StandardOpenOption.READ)) {
            folder.force(true);
        }
    }

    /** How long the file is; 0 when there is none. */
    long size() throws IOException {
        return Files.exists(path) ? Files.size(path) : 0;
    }

    private static void writeAll(FileChannel file, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            file.write(bytes);
        }
    }

    private static int indexOfNewline(byte[] bytes) {
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                return i;
            }
        }
        throw new MalformedTableException("the table file has no second line");
    }
}
