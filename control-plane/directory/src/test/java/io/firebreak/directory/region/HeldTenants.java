package io.firebreak.directory.region;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What a cell of these tests keeps of pushes, newest epoch first. */
final class HeldTenants implements HttpHandler {
    static final JsonMapper JSON = JsonMapper.shared();

    final Map<String, JsonNode> tenants = new ConcurrentHashMap<>();
    final Map<String, JsonNode> peers = new ConcurrentHashMap<>();
    /** What it says it holds of any tenant. */
    final AtomicInteger instances = new AtomicInteger();

    /** The ids it was given, in the order they came. */
    final List<String> taken = new CopyOnWriteArrayList<>();

    /** Of the cells of the region, in the order they came. */
    final List<Long> peerVersions = new CopyOnWriteArrayList<>();

    /** Whether it is of a version that says nothing of keys. */
    volatile boolean knowsNoKeysVersion;

    final AtomicInteger calls = new AtomicInteger();
    /** Calls that brought tenants, taken or not yet. */
    final AtomicInteger batches = new AtomicInteger();

    final AtomicInteger largestBatch = new AtomicInteger();
    private final Callable<?> beforeTaking;

    HeldTenants(Callable<?> beforeTaking) {
        this.beforeTaking = beforeTaking;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            calls.incrementAndGet();
            boolean allowed = ("Bearer " + RunningDirectory.INTERNAL_SECRET)
                    .equals(exchange.getRequestHeaders().getFirst("Authorization"));
            if (allowed && exchange.getRequestMethod().equals("GET")) {
                byte[] held = JSON.writeValueAsBytes(JSON.createObjectNode()
                        .put("instances", instances.get())
                        .put("unsettledTokens", 0));
                exchange.sendResponseHeaders(200, held.length);
                exchange.getResponseBody().write(held);
                return;
            }
            if (!allowed || !exchange.getRequestMethod().equals("PUT")) {
                exchange.sendResponseHeaders(401, -1);
                return;
            }
            JsonNode push = JSON.readTree(exchange.getRequestBody());
            if (!push.get("tenants").isEmpty()) {
                batches.incrementAndGet();
                beforeTaking.call();
            }
            byte[] answer = JSON.writeValueAsBytes(take(push));
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
        } catch (IOException broken) {
            throw broken;
        } catch (Exception stopped) {
            throw new IOException(stopped);
        }
    }

    private ObjectNode take(JsonNode push) {
        largestBatch.accumulateAndGet(push.get("tenants").size(), Math::max);
        peerVersions.add(push.get("cellsVersion").longValue());
        push.get("cells").forEach(cell -> peers.put(cell.get("id").stringValue(), cell));
        ObjectNode answer = JSON.createObjectNode();
        ArrayNode confirmed = answer.putArray("confirmed");
        for (JsonNode tenant : push.get("tenants")) {
            String id = tenant.get("id").stringValue();
            taken.add(id);
            JsonNode kept = tenants.merge(id, tenant, HeldTenants::newer);
            ObjectNode word = confirmed
                    .addObject()
                    .put("id", id)
                    .put("epoch", kept.get("epoch").longValue());
            if (kept.has("keysVersion") && !knowsNoKeysVersion) {
                word.set("keysVersion", kept.get("keysVersion"));
            }
        }
        return answer;
    }

    private static JsonNode newer(JsonNode mine, JsonNode theirs) {
        boolean older = theirs.get("epoch").longValue() < mine.get("epoch").longValue()
                || theirs.path("keysVersion").longValue(0)
                        < mine.path("keysVersion").longValue(0);
        return older ? mine : theirs;
    }
}
