package io.firebreak.chaos.bench.router;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** A routing table as the directory publishes it and as the router keeps it on disk. */
final class TableText {
    private static final String FORMAT = "firebreak-routing-table-1 ";
    private static final int BYTES_PER_TENANT = 88;

    private TableText() {}

    /**
     * The whole table as the directory publishes it.
     *
     * @param ports where the cells listen, cell 1 first
     */
    static byte[] whole(Version version, List<Integer> ports, int tenants, Moved moved) {
        return document("", version, cells(ports), tenants, moved);
    }

    /** Only what changed between two versions: the tenants that were moved. */
    static byte[] changes(Version since, Version version, Moved moved) {
        return document("\"since\":\"" + since.revision() + "\",", version, "[]", moved.tenants(), moved);
    }

    private static byte[] document(String since, Version version, String cells, int tenants, Moved moved) {
        ByteArrayOutputStream json = new ByteArrayOutputStream(tenants * BYTES_PER_TENANT + 4_096);
        put(
                json,
                "{" + since + "\"version\":" + version.number() + ",\"revision\":\"" + version.revision()
                        + "\",\"architecture\":\"shuffle\",\"cells\":" + cells + ",\"tenants\":[");
        for (int tenant = 0; tenant < tenants; tenant++) {
            put(json, (tenant == 0 ? "" : ",") + tenant(tenant, moved));
        }
        put(json, "],\"gone\":[]}");
        return json.toByteArray();
    }

    /** A table's place in the directory's history. */
    record Version(long number) {
        static final Version FIRST = new Version(1);

        String revision() {
            return number + ".bench";
        }

        Version next() {
            return new Version(number + 1);
        }
    }

    /**
     * Which tenants have a newer epoch: the first so many. Their shard stays, as after a move there and back, so that no
     * request of theirs goes astray while an update is measured.
     */
    record Moved(int tenants, long epoch) {
        static final Moved NONE = new Moved(0, 1);

        long epochOf(int tenant) {
            return tenant < tenants ? epoch : 1;
        }
    }

    private static String cells(List<Integer> ports) {
        StringBuilder text = new StringBuilder("[");
        for (int cell = 1; cell <= ports.size(); cell++) {
            text.append(cell == 1 ? "" : ",")
                    .append(
                            "{\"id\":\"cell-%d\",\"number\":%d,\"zone\":\"zone-1\",\"state\":\"active\",\"nodes\":[\"http://127.0.0.1:%d\"]}"
                                    .formatted(cell, cell, ports.get(cell - 1)));
        }
        return text.append(']').toString();
    }

    private static String tenant(int tenant, Moved moved) {
        StringBuilder text = new StringBuilder("{\"id\":\"")
                .append(BenchTenants.name(tenant))
                .append("\",\"epoch\":")
                .append(moved.epochOf(tenant))
                .append(",\"cells\":[");
        for (int place = 0; place < BenchTenants.SHARD_SIZE; place++) {
            text.append(place == 0 ? "\"cell-" : ",\"cell-")
                    .append(BenchTenants.cell(tenant, place))
                    .append('"');
        }
        return text.append("]}").toString();
    }

    /** Writes the table where a router starts from, as confirmed at that moment. */
    static void save(byte[] json, long confirmedMillis, Path file) throws IOException {
        byte[] confirmed = (confirmedMillis + "\n").getBytes(StandardCharsets.US_ASCII);
        MessageDigest digest = sha256();
        digest.update(confirmed);
        digest.update(json);
        Files.createDirectories(file.toAbsolutePath().getParent());
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            out.write((FORMAT + HexFormat.of().formatHex(digest.digest()) + "\n").getBytes(StandardCharsets.US_ASCII));
            out.write(confirmed);
            out.write(json);
        }
    }

    private static void put(ByteArrayOutputStream out, String text) {
        out.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException absent) {
            throw new IllegalStateException("every JDK has SHA-256", absent);
        }
    }
}
