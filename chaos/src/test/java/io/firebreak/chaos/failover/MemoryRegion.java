package io.firebreak.chaos.failover;

import static org.assertj.core.api.Assertions.fail;

import io.firebreak.assigner.CellId;
import io.firebreak.assigner.Lattice;
import io.firebreak.assigner.TenantId;
import io.firebreak.assigner.shuffle.ShuffleAssigner;
import io.firebreak.chaos.failover.CellCounters.Count;
import io.firebreak.chaos.load.NanoClock;
import io.firebreak.chaos.region.Ports;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Cells in memory, 100 tenants with shards of two of them, and the packaged router: all of them processes. */
final class MemoryRegion implements AutoCloseable {
    static final int TENANTS = 100;
    private static final int SHARD_SIZE = 2;
    private static final long SEED = 1;
    private static final Duration START = Duration.ofSeconds(90);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

    private final NanoClock clock;
    private final List<CellProcess> cells = new ArrayList<>();
    private final List<RouterProcess> routers = new ArrayList<>();
    private final TableServer directory;

    private MemoryRegion(int cellCount, int routerCount, Path folder, NanoClock clock) throws IOException {
        this.clock = clock;
        Map<String, List<String>> shards = shards(cellCount);
        List<Integer> ports = Ports.free(cellCount + 2 * routerCount, new Random());
        for (int number = 1; number <= cellCount; number++) {
            String id = "cell-" + number;
            List<String> mine = shards.entrySet().stream()
                    .filter(shard -> shard.getValue().contains(id))
                    .map(Map.Entry::getKey)
                    .toList();
            cells.add(new CellProcess(number, ports.get(number - 1), mine, folder));
        }
        directory = new TableServer(table(shards));
        for (int router = 0; router < routerCount; router++) {
            int port = cellCount + 2 * router;
            routers.add(new RouterProcess(
                    ports.get(port),
                    ports.get(port + 1),
                    directory.url(),
                    Files.createDirectories(folder.resolve("router-" + (router + 1)))));
        }
    }

    /** Returns when everything is up. */
    static MemoryRegion start(int cells, int routers, Path folder, NanoClock clock) throws IOException {
        MemoryRegion region = new MemoryRegion(cells, routers, folder, clock);
        try {
            region.cells.forEach(cell -> region.await(cell.id() + " is up", cell::isUp));
            region.routers.forEach(router -> region.await("a router is ready", router::isReady));
            return region;
        } catch (AssertionError | RuntimeException e) {
            region.close();
            throw e;
        }
    }

    List<CellProcess> cells() {
        return cells;
    }

    RouterProcess router() {
        return routers.getFirst();
    }

    List<RouterProcess> routers() {
        return routers;
    }

    List<InetSocketAddress> addresses() {
        return routers.stream().map(RouterProcess::address).toList();
    }

    /** The directory is gone for good. */
    void killDirectory() {
        directory.close();
    }

    /** The sum over all cells. */
    long counted(Count count) {
        return cells.stream().mapToLong(cell -> cell.counters().get(count)).sum();
    }

    void await(String what, BooleanSupplier condition) {
        long deadline = clock.nanos() + START.toNanos();
        while (!condition.getAsBoolean()) {
            if (clock.nanos() > deadline) {
                fail("not within %s: %s", START, what);
            }
            rest(LOOK_AGAIN);
        }
    }

    void rest(Duration time) {
        clock.waitUntil(clock.nanos() + time.toNanos());
    }

    private static Map<String, List<String>> shards(int cells) {
        ShuffleAssigner assigner = new ShuffleAssigner(Lattice.dealt(cells, 1), SHARD_SIZE, SEED);
        Map<String, List<String>> shards = new LinkedHashMap<>();
        IntStream.rangeClosed(1, TENANTS)
                .mapToObj(RouterConnection::tenant)
                .forEach(tenant -> shards.put(
                        tenant,
                        assigner.assign(new TenantId(tenant)).cells().stream()
                                .map(CellId::value)
                                .toList()));
        return shards;
    }

    private String table(Map<String, List<String>> shards) {
        return "{\"version\":1,\"architecture\":\"shuffle\",\"cells\":[%s],\"tenants\":[%s]}"
                .formatted(
                        cells.stream()
                                .map(cell ->
                                        "{\"id\":\"%s\",\"number\":%d,\"zone\":\"zone-1\",\"state\":\"active\",\"nodes\":[\"%s\"]}"
                                                .formatted(cell.id(), cell.number(), cell.url()))
                                .collect(Collectors.joining(",")),
                        shards.entrySet().stream()
                                .map(shard -> "{\"id\":\"%s\",\"epoch\":1,\"cells\":[\"%s\"]}"
                                        .formatted(shard.getKey(), String.join("\",\"", shard.getValue())))
                                .collect(Collectors.joining(",")));
    }

    @Override
    public void close() {
        routers.forEach(RouterProcess::close);
        cells.forEach(CellProcess::close);
        directory.close();
    }
}
