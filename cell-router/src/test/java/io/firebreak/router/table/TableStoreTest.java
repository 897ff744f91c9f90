package io.firebreak.router.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.assigner.TenantId;
import io.firebreak.router.routing.RoutingTable;
import io.firebreak.router.routing.TableDelta;
import io.firebreak.router.wire.Body;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableStoreTest {
    private static final Instant CONFIRMED = Instant.ofEpochMilli(1_767_225_600_123L);
    private static final String WHOLE = """
            {"version":1,"revision":"1.a","cells":[{"id":"cell-1","number":1,"zone":"z","state":"active",\
            "nodes":["http://127.0.0.1:1"]},{"id":"cell-2","number":2,"zone":"z","state":"draining","nodes":[]}],\
            "tenants":[{"id":"t-1","epoch":1,"cells":["cell-1"]},{"id":"t-2","epoch":1,"cells":["cell-1"]}]}""";

    private Path path;
    private Path journal;
    private TableStore store;

    @BeforeEach
    void inAFolder(@TempDir Path folder) {
        path = folder.resolve("table");
        journal = folder.resolve("table.deltas");
        store = new TableStore(path);
    }

    @Test
    void loadsTheNewestOfWhatWasWrittenHoweverShortTheJournalWasCut() throws IOException {
        saveWhole();
        long[] ends = new long[4];
        for (int version = 2; version <= 4; version++) {
            change(store, version);
            ends[version - 1] = Files.size(journal);
        }
        byte[] all = Files.readAllBytes(journal);
        for (int length = 0; length <= all.length; length++) {
            Files.write(journal, Arrays.copyOf(all, length));
            int whole = 1;
            while (whole < 4 && ends[whole] <= length) {
                whole++;
            }
            assertThat(load().version()).as("cut to %d bytes", length).isEqualTo(whole);
            assertThat(epochOf("t-1", load())).isEqualTo(whole);
        }
    }

    @Test
    void loadsNothingThatFollowsAFlippedBit() throws IOException {
        saveWhole();
        change(store, 2);
        long end = Files.size(journal);
        change(store, 3);
        byte[] all = Files.readAllBytes(journal);
        for (int i = 0; i < all.length; i++) {
            byte[] flipped = all.clone();
            flipped[i] ^= 1;
            Files.write(journal, flipped);
            assertThat(load().version()).as("bit of byte %d", i).isLessThanOrEqualTo(i < end ? 1 : 2);
        }
    }

    @Test
    void writesOverATornEnd() throws IOException {
        saveWhole();
        change(store, 2);
        byte[] all = Files.readAllBytes(journal);
        Files.write(journal, Arrays.copyOf(all, all.length - 1));

        TableStore restarted = new TableStore(path);
        assertThat(restarted.load().orElseThrow().table().version()).isEqualTo(1);
        change(restarted, 2);
        change(restarted, 3);

        assertThat(load().version()).isEqualTo(3);
    }

    @Test
    void passesOverAJournalThatIsOlderThanTheFile() throws IOException {
        saveWhole();
        change(store, 2);
        byte[] old = Files.readAllBytes(journal);
        store.saveWhole(
                Body.of(WHOLE.replace("\"version\":1,\"revision\":\"1.a\"", "\"version\":9,\"revision\":\"9.a\"")),
                CONFIRMED);
        assertThat(journal).doesNotExist();
        Files.write(journal, old);

        assertThat(load().version()).isEqualTo(9);
    }

    @Test
    void writesTheFileAnewBeforeTheJournalIsLong() throws IOException {
        saveWhole();
        RoutingTable table = load();
        long first = Files.size(path);
        long longest = 0;
        for (int version = 2; Files.size(path) == first; version++) {
            String padded =
                    json(version).replace("\"gone\":[]", "\"gone\":[],\"later\":\"%s\"".formatted("x".repeat(99_000)));
            table = table.with(delta(padded));
            store.saveChanges(Body.of(padded), table, CONFIRMED);
            longest = Math.max(longest, Files.exists(journal) ? Files.size(journal) : 0);
        }

        assertThat(longest).isLessThan(1_200_000);
        assertThat(journal).doesNotExist();
        RoutingTable loaded = load();
        assertThat(loaded.version()).isEqualTo(table.version());
        assertThat(loaded.revision()).isEqualTo(table.revision());
        assertThat(loaded.cells()).containsExactlyInAnyOrderElementsOf(table.cells());
        for (String tenant : new String[] {"t-1", "t-2", "t-3"}) {
            assertThat(loaded.routesOf(new TenantId(tenant))).isEqualTo(table.routesOf(new TenantId(tenant)));
        }
    }

    private void saveWhole() throws IOException {
        store.saveWhole(Body.of(WHOLE), CONFIRMED);
    }

    private static void change(TableStore store, int version) throws IOException {
        RoutingTable before = store.load().orElseThrow().table();
        store.saveChanges(Body.of(json(version)), before.with(delta(json(version))), CONFIRMED);
    }

    private static TableDelta delta(String json) {
        return ((TableNews.Changes) TableDocument.read(json.getBytes(StandardCharsets.UTF_8))).delta();
    }

    private static String json(int version) {
        return """
                {"since":"%d.a","version":%d,"revision":"%d.a","cells":[],"tenants":[\
                {"id":"t-1","epoch":%d,"cells":["cell-2"],"formerCells":["cell-1"]},\
                {"id":"t-3","epoch":1,"cells":["cell-2"]}],"gone":[]}""".formatted(version - 1, version, version, version);
    }

    private RoutingTable load() throws IOException {
        return new TableStore(path).load().orElseThrow().table();
    }

    private static long epochOf(String tenant, RoutingTable table) {
        return table.routesOf(new TenantId(tenant)).orElseThrow().epoch();
    }
}
