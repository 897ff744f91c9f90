package io.firebreak.chaos.bench;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Tells when an HTTP/1.1 answer is complete, and no more: what a load generator spends on parsing the node cannot have. */
public final class ReplyScanner {
    /** The answer goes on. */
    public static final int INCOMPLETE = -1;

    private static final String LENGTH = "\r\ncontent-length:";
    private static final byte[] END_OF_HEADER = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] LAST_CHUNK = "\r\n0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final int STATUS_AT = "HTTP/1.1 ".length();
    private static final int STATUS_DIGITS = 3;

    private ReplyScanner() {}

    /** The status of the answer whose bytes so far these are, or {@link #INCOMPLETE}. */
    public static int status(byte[] bytes, int length) {
        int headerEnd = indexOf(bytes, length, END_OF_HEADER);
        if (headerEnd < 0) {
            return INCOMPLETE;
        }
        String header = new String(bytes, 0, headerEnd + 2, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
        int bodyAt = headerEnd + END_OF_HEADER.length;
        int named = header.indexOf(LENGTH);
        boolean complete = named < 0
                ? endsWith(bytes, length, LAST_CHUNK)
                : length - bodyAt >= number(header, named + LENGTH.length());
        return complete ? Integer.parseInt(header, STATUS_AT, STATUS_AT + STATUS_DIGITS, 10) : INCOMPLETE;
    }

    private static int number(String header, int from) {
        return Integer.parseInt(
                header.substring(from, header.indexOf('\r', from)).trim());
    }

    private static int indexOf(byte[] bytes, int length, byte[] part) {
        for (int at = 0; at + part.length <= length; at++) {
            if (matches(bytes, at, part)) {
                return at;
            }
        }
        return -1;
    }

    private static boolean endsWith(byte[] bytes, int length, byte[] part) {
        return length >= part.length && matches(bytes, length - part.length, part);
    }

    private static boolean matches(byte[] bytes, int at, byte[] part) {
        for (int i = 0; i < part.length; i++) {
            if (bytes[at + i] != part[i]) {
                return false;
            }
        }
        return true;
    }
}
