package io.firebreak.chaos.bench.load;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What tenants ask of a region, each as much as any other: of ten requests two launch, two terminate, four are reads of one
 * instance and two are lists. What was launched is read and terminated later, so it has to hear of the answers; while it knows
 * of nothing that lives, it lists instead. What a cell refuses to terminate lives on and is terminated later.
 */
public final class RegionTraffic implements RequestText, AnswerLog {
    /** Under overload launches may succeed whose end is refused; more than these are left running. */
    private static final int MOST_KNOWN = 10_000;

    private static final int CREATED = 201;
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final String ID = "\"id\":\"";
    private static final int ID_LENGTH = 19;
    /** Small and on many hosts. */
    private static final String BODY =
            "{\"instanceType\":\"c5.large\",\"minCount\":1,\"maxCount\":1,\"imageId\":\"ami-bench\"}";

    /** How far two tenants in a row are from each other in the mix; with its ten calls it has no divisor in common. */
    private static final int APART = 3;

    private static final List<Call> MIX = List.of(
            Call.LAUNCH,
            Call.READ,
            Call.LIST,
            Call.TERMINATE,
            Call.READ,
            Call.LAUNCH,
            Call.READ,
            Call.LIST,
            Call.TERMINATE,
            Call.READ);

    private final List<String> keys;
    private final String tokens;
    private final Deque<Owned> living = new ArrayDeque<>();
    /** By the number of the call that is to end each: as many as there are calls in flight. */
    private final Map<Long, Owned> ending = new HashMap<>();

    private long launches;

    private enum Call {
        LAUNCH,
        READ,
        LIST,
        TERMINATE
    }

    private record Owned(String key, String id) {}

    /**
     * Traffic of the tenants with these keys.
     *
     * @param tokens what the client tokens of this load begin with, and those of no other load of these tenants
     */
    public RegionTraffic(List<String> keys, String tokens) {
        this.keys = List.copyOf(keys);
        this.tokens = tokens;
    }

    /** A launch of one instance. */
    public static byte[] launch(String key, String token) {
        return (head("POST", "/v1/instances", key) + "Content-Type: application/json\r\nIdempotency-Key: " + token
                        + "\r\nContent-Length: " + BODY.length() + "\r\n\r\n" + BODY)
                .getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public void write(long number, ByteBuffer out) {
        Call call = call(number);
        String key = keyOf(number);
        if (call == Call.LAUNCH) {
            out.put(launch(key, tokens + launches++));
        } else if (call == Call.LIST || living.isEmpty()) {
            put(head("GET", "/v1/instances?limit=10", key), out);
        } else if (call == Call.READ) {
            Owned one = living.getFirst();
            put(head("GET", "/v1/instances/" + one.id(), one.key()), out);
        } else {
            end(number, out);
        }
    }

    private void end(long number, ByteBuffer out) {
        Owned one = living.removeFirst();
        ending.put(number, one);
        put(head("DELETE", "/v1/instances/" + one.id(), one.key()), out);
    }

    /** Calls that only end what lives, as many as {@link #living} at most. */
    public RequestText ends() {
        return this::end;
    }

    /** How many instances it knows of that live. */
    public int living() {
        return living.size();
    }

    /** Every tenant makes one call after the other, and not all of them the same at the same time. */
    private Call call(long number) {
        long turn = number / keys.size();
        long tenant = number % keys.size();
        return MIX.get((int) ((turn + APART * tenant) % MIX.size()));
    }

    private String keyOf(long number) {
        return keys.get((int) (number % keys.size()));
    }

    @Override
    public void ended(Exchange exchange, int status, long endNanos) {
        Owned ended = ending.remove(exchange.number());
        if (living.size() >= MOST_KNOWN) {
            return;
        }
        if (ended != null && !isGone(status)) {
            living.addLast(ended);
        }
        if (status != CREATED) {
            return;
        }
        String answer = exchange.answer();
        int id = answer.indexOf(ID);
        if (id >= 0) {
            int from = id + ID.length();
            living.addLast(new Owned(keyOf(exchange.number()), answer.substring(from, from + ID_LENGTH)));
        }
    }

    private static boolean isGone(int status) {
        return status / 100 == 2 || status == NOT_FOUND || status == CONFLICT;
    }

    private static String head(String method, String path, String key) {
        return method + " " + path + " HTTP/1.1\r\nHost: firebreak.local\r\nUser-Agent: firebreak-bench\r\n"
                + "Accept: application/json\r\nFirebreak-Deadline-Millis: " + Slo.LATENCY.toMillis()
                + "\r\nAuthorization: Bearer " + key + "\r\n";
    }

    private static void put(String head, ByteBuffer out) {
        out.put((head + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }
}
