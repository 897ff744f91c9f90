package io.firebreak.chaos.bench.router;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** One cell of the upstream: what it answers, and what it has counted. Touched by the upstream's one thread only. */
final class UpstreamCell {
    /** No cell but a place for proxies that know no tenants. */
    static final int ANY_TENANT = 0;

    /** One is too many; a few show the pattern. */
    private static final long MOST_COMPLAINTS = 20;

    private static final byte[] KEY = "fbk_".getBytes(StandardCharsets.US_ASCII);
    /** What the router's probes ask. */
    private static final byte[] HEALTH = "GET /readyz ".getBytes(StandardCharsets.US_ASCII);

    private static final byte[] STATS = "GET /stats ".getBytes(StandardCharsets.US_ASCII);

    private final int number;
    private final ByteBuffer ok;
    private final ByteBuffer created;
    private long requests;
    private long outside;
    private long unknown;

    UpstreamCell(int number) {
        this.number = number;
        ok = UpstreamAnswer.of("200 OK", number);
        created = UpstreamAnswer.of("201 Created", number);
    }

    /** The answer to a request with this head. */
    ByteBuffer answer(byte[] head, int start, int end) {
        if (startsWith(head, start, end, STATS)) {
            return UpstreamAnswer.text(
                    "{\"requests\":%d,\"outside\":%d,\"unknown\":%d}".formatted(requests, outside, unknown));
        }
        if (startsWith(head, start, end, HEALTH)) {
            return ok.rewind();
        }
        requests++;
        int tenant = tenant(head, start, end);
        if (tenant < 0) {
            unknown++;
            complain("unknown", head, start, end);
        } else if (number != ANY_TENANT && !BenchTenants.isMember(tenant, number)) {
            outside++;
            complain("outside", head, start, end);
        }
        return head[start] == 'P' ? created.rewind() : ok.rewind();
    }

    /** In the log it stays when this process is killed. */
    private void complain(String what, byte[] head, int start, int end) {
        if (number != ANY_TENANT && unknown + outside <= MOST_COMPLAINTS) {
            String request = new String(head, start, end - start, StandardCharsets.US_ASCII);
            System.err.printf(
                    "%s at cell %d: %s%n", what, number, request.lines().toList());
        }
    }

    private static int tenant(byte[] head, int start, int end) {
        for (int at = start; at < end - KEY.length; at++) {
            if (head[at] == 'f' && startsWith(head, at, end, KEY)) {
                return BenchTenants.numberAt(head, at + KEY.length, end);
            }
        }
        return -1;
    }

    private static boolean startsWith(byte[] text, int at, int end, byte[] part) {
        if (at + part.length > end) {
            return false;
        }
        for (int i = 0; i < part.length; i++) {
            if (text[at + i] != part[i]) {
                return false;
            }
        }
        return true;
    }
}
