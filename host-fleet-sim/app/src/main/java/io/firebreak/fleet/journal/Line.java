package io.firebreak.fleet.journal;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** A line of the journal: a checksum of 8 hex digits, a blank, a JSON object, a line feed. */
sealed interface Line {
    /** The first line of every journal. */
    record Header(int format, String fleet) implements Line {}

    /** What one batch of commands or one look at the clock changed; all of it or, if the line is torn, nothing. */
    record Entry(long clockMillis, List<Change> changes) implements Line {}

    int CHECKSUM_DIGITS = 8;
    JsonMapper JSON = JsonMapper.builder().build();

    default byte[] encode() {
        byte[] json = JSON.writeValueAsBytes(this);
        byte[] line = new byte[CHECKSUM_DIGITS + 1 + json.length + 1];
        byte[] checksum = checksum(json, 0, json.length).getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(checksum, 0, line, 0, CHECKSUM_DIGITS);
        line[CHECKSUM_DIGITS] = ' ';
        System.arraycopy(json, 0, line, CHECKSUM_DIGITS + 1, json.length);
        line[line.length - 1] = '\n';
        return line;
    }

    /** The line without its line feed; empty when it is not whole. */
    static <T extends Line> Optional<T> decode(byte[] line, Class<T> type) {
        int start = CHECKSUM_DIGITS + 1;
        if (line.length <= start) {
            return Optional.empty();
        }
        String expected = new String(line, 0, CHECKSUM_DIGITS, StandardCharsets.US_ASCII);
        if (!expected.equals(checksum(line, start, line.length - start))) {
            return Optional.empty();
        }
        try {
            return Optional.of(JSON.readValue(line, start, line.length - start, type));
        } catch (JacksonException e) {
            throw new JournalException(
                    "A line with a right checksum is not a " + type.getSimpleName() + " this version can read", e);
        }
    }

    private static String checksum(byte[] bytes, int offset, int length) {
        CRC32 crc = new CRC32();
        crc.update(bytes, offset, length);
        return HexFormat.of().toHexDigits((int) crc.getValue());
    }
}
