package io.firebreak.directory.region;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** A node of a cell that keeps what it is given and says so. */
public class CellThatConfirms implements AutoCloseable {
    private final HeldTenants held;
    private final HttpServer server;

    public CellThatConfirms() {
        this(0, () -> true);
    }

    CellThatConfirms(int port, Callable<?> beforeTaking) {
        held = new HeldTenants(beforeTaking);
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        server.createContext("/internal/v1/tenants", held);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** The tenants it holds. */
    public Set<String> tenants() {
        return Set.copyOf(held.tenants.keySet());
    }

    /** What it holds of a tenant; missing when nothing. */
    public JsonNode tenant(String id) {
        return held.tenants.getOrDefault(id, MissingNode.getInstance());
    }

    /** It has a tenant in an epoch already, as of a move that the record does not know. */
    public void has(String id, long epoch) {
        held.tenants.put(id, HeldTenants.JSON.createObjectNode().put("id", id).put("epoch", epoch));
    }

    /** From now on it says that it holds so many instances of any tenant. */
    public void holds(int instances) {
        held.instances.set(instances);
    }

    /** What it was told of a cell of the region; missing when nothing. */
    public JsonNode peer(String id) {
        return held.peers.getOrDefault(id, MissingNode.getInstance());
    }

    /** The versions of what it was told of cells, in the order they came. */
    public List<Long> peerVersions() {
        return List.copyOf(held.peerVersions);
    }

    /** From now on it confirms as a cell of a version that knows of one key only. */
    public void knowsNoKeysVersion(boolean so) {
        held.knowsNoKeysVersion = so;
    }

    /** The ids of the tenants it was given, in the order they came, each as often as it did. */
    public List<String> taken() {
        return List.copyOf(held.taken);
    }

    public int calls() {
        return held.calls.get();
    }

    /** How many calls brought it tenants, those included that it has not taken yet. */
    public int batches() {
        return held.batches.get();
    }

    public int largestBatch() {
        return held.largestBatch.get();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    void forgetEverything() {
        held.tenants.clear();
        held.peers.clear();
    }
}
