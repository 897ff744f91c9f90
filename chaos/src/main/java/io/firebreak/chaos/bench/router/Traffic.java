package io.firebreak.chaos.bench.router;

import io.firebreak.chaos.bench.load.RequestText;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Requests by their number, written from prebuilt bytes: what a load generator spends on making a request the proxies cannot
 * have. Tenants are drawn over all there are, so that look-ups meet memory that is in no cache.
 */
final class Traffic implements RequestText {
    private static final String KEY_START = "fbk_";
    private static final String SECRET = "_0123456789abcdefghijABCD";
    private static final String HEADERS =
            "Host: firebreak.local\r\nUser-Agent: firebreak-bench\r\nAccept: application/json\r\n"
                    + "Authorization: Bearer " + key(0) + "\r\n";
    private static final String INSTANCE = "/v1/instances/i-";
    private static final int CELL_DIGITS = 4;
    /** Of a mixed traffic one in so many requests is a list, and one a launch. */
    private static final int MIX = 32;

    private static final byte[] DIGITS = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private final Template describe =
            new Template("GET " + INSTANCE + "0000a41b22c90d1e5 HTTP/1.1\r\n" + HEADERS + "\r\n");
    private final Template types = new Template("GET /v1/instance-types HTTP/1.1\r\n" + HEADERS + "\r\n");
    private final Template list = new Template("GET /v1/instances HTTP/1.1\r\n" + HEADERS + "\r\n");
    private final Template launch = new Template(launch());
    private final boolean mixed;
    private final int tenants;
    private final long seed;

    private Traffic(boolean mixed, int tenants, long seed) {
        this.mixed = mixed;
        this.tenants = tenants;
        this.seed = seed;
    }

    /** Reads of one instance each, which one cell of the tenant's shard owns. */
    static Traffic oneCellReads(int tenants, long seed) {
        return new Traffic(false, tenants, seed);
    }

    /** What any healthy cell of a shard can answer: mostly reads, and some lists and launches with a token. */
    static Traffic anyCell(int tenants, long seed) {
        return new Traffic(true, tenants, seed);
    }

    /** The key of a tenant. */
    static String key(int tenant) {
        return KEY_START + BenchTenants.name(tenant) + SECRET;
    }

    private static String launch() {
        String body = "{\"instanceType\":\"m5.large\",\"minCount\":1,\"maxCount\":1,\"imageId\":\"ami-bench\"}";
        return "POST /v1/instances HTTP/1.1\r\n" + HEADERS + "Content-Type: application/json\r\nContent-Length: "
                + body.length() + "\r\n\r\n" + body;
    }

    /** Writes the request of this number, the same whenever it is asked for. */
    @Override
    public void write(long number, ByteBuffer out) {
        long random = mix(seed + number);
        int tenant = (int) Long.remainderUnsigned(random, tenants);
        int kind = (int) (random >>> 59);
        if (!mixed) {
            int cell = BenchTenants.cell(tenant, kind % BenchTenants.SHARD_SIZE);
            describe.write(tenant, out);
            describe.patchCell(cell, out);
        } else if (kind == 0) {
            launch.write(tenant, out);
        } else {
            (kind == MIX - 1 ? list : types).write(tenant, out);
        }
    }

    /** SplitMix64's finalizer (Steele, Lea, Flood: Fast splittable pseudorandom number generators, 2014). */
    private static long mix(long z) {
        long a = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        long b = (a ^ (a >>> 27)) * 0x94D049BB133111EBL;
        return b ^ (b >>> 31);
    }

    private static final class Template {
        private final byte[] text;
        private final int numberAt;
        private final int cellAt;

        Template(String text) {
            this.text = text.getBytes(StandardCharsets.US_ASCII);
            numberAt = text.indexOf(KEY_START) + KEY_START.length() + BenchTenants.PREFIX.length();
            cellAt = text.indexOf(INSTANCE) + INSTANCE.length();
        }

        void write(int tenant, ByteBuffer out) {
            int start = out.position();
            out.put(text);
            int rest = tenant;
            for (int i = BenchTenants.DIGITS - 1; i >= 0; i--) {
                out.put(start + numberAt + i, (byte) ('0' + rest % 10));
                rest /= 10;
            }
        }

        void patchCell(int cell, ByteBuffer out) {
            int first = out.position() - text.length + cellAt;
            for (int i = 0; i < CELL_DIGITS; i++) {
                out.put(first + i, DIGITS[(cell >> (4 * (CELL_DIGITS - 1 - i))) & 15]);
            }
        }
    }
}
