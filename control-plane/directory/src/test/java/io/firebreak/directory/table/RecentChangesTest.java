package io.firebreak.directory.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.assigner.CellId;
import io.firebreak.assigner.CellState;
import io.firebreak.assigner.Shard;
import io.firebreak.assigner.TenantId;
import io.firebreak.directory.cells.RegisteredCell;
import io.firebreak.directory.revision.Revision;
import io.firebreak.directory.revision.TableRevision;
import io.firebreak.directory.tenants.TenantLimits;
import io.firebreak.directory.tenants.TenantRecord;
import io.firebreak.directory.tenants.TenantState;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RecentChangesTest {
    private final RecentChanges recent = new RecentChanges();

    @Test
    void bringsARouterFromAnyRevisionToTheNewestInPages() {
        Random chance = new Random(1);
        List<Map<String, Long>> tables = new ArrayList<>(List.of(new TreeMap<>()));
        recent.take(new RecordedChanges(false, 0, revisions(1, 1), cells(), List.of(), 100));
        tables.add(new TreeMap<>());
        for (int version = 2; version <= 40; version++) {
            Map<String, Long> table = new TreeMap<>(tables.getLast());
            List<TenantRecord> changed = new ArrayList<>();
            for (int i = chance.nextInt(1_000); i > 0; i--) {
                TenantRecord tenant = tenant("t-" + (version * 7 % 50 * 1_000 + i), version, version);
                changed.add(tenant);
                table.put(tenant.id().value(), tenant.epoch());
            }
            recent.take(new RecordedChanges(true, version - 1, revisions(version, version), cells(), changed, 50_000));
            tables.add(table);
        }
        for (int from = 1; from < 40; from++) {
            Map<String, Long> table = new TreeMap<>(tables.get(from));
            TableRevision at = revision(from);
            int pages = 0;
            while (recent.since(at) instanceof RecentChanges.Reply.Changed(TableChanges changes)) {
                assertThat(changes.since()).isEqualTo(at.toString());
                assertThat(changes.tenants()).hasSizeLessThanOrEqualTo(RecentChanges.PAGE);
                changes.tenants().forEach(tenant -> table.put(tenant.id(), tenant.epoch()));
                at = TableRevision.parse(changes.revision()).orElseThrow();
                pages++;
            }
            assertThat(at).isEqualTo(revision(40));
            assertThat(table).isEqualTo(tables.get(40));
            assertThat(pages).isLessThan(10);
        }
        assertThat(recent.since(revision(40))).isEqualTo(new RecentChanges.Reply.Nothing());
    }

    @Test
    void knowsARevisionOfAnotherHistoryByItsMark() {
        recent.take(new RecordedChanges(false, 0, revisions(1, 5), cells(), List.of(), 100));

        assertThat(recent.since(new TableRevision(3, "0"))).isEqualTo(new RecentChanges.Reply.Unknown());
        assertThat(recent.since(new TableRevision(6, "6"))).isEqualTo(new RecentChanges.Reply.Unknown());
        assertThat(recent.since(revision(3))).isInstanceOf(RecentChanges.Reply.Changed.class);
    }

    @Test
    void sendsTheWholeTableToWhoMissedMoreThanItRemembers() {
        List<TenantRecord> newest =
                List.of(tenant("t-9", 1, 9), tenant("t-8", 1, 8), tenant("t-7", 1, 7), tenant("t-7b", 1, 7));
        recent.take(new RecordedChanges(false, 0, revisions(1, 9), cells(), newest, 4));

        assertThat(recent.since(revision(6))).isEqualTo(new RecentChanges.Reply.TooMuch());
        assertThat(recent.since(revision(7))).isInstanceOf(RecentChanges.Reply.Changed.class);
    }

    @Test
    void forgetsTheOldestOfTooManyTenants() {
        recent.take(new RecordedChanges(false, 0, revisions(1, 1), cells(), List.of(), 100));
        for (int version = 2; version <= 13; version++) {
            int at = version;
            List<TenantRecord> changed = LongStream.range(0, 5_000)
                    .mapToObj(i -> tenant("t-" + at + "-" + i, 1, at))
                    .toList();
            recent.take(new RecordedChanges(true, version - 1, revisions(version, version), cells(), changed, 50_000));
        }
        assertThat(recent.completeAfter()).isEqualTo(3);
        assertThat(recent.since(revision(2))).isEqualTo(new RecentChanges.Reply.TooMuch());
        assertThat(recent.since(revision(3))).isInstanceOf(RecentChanges.Reply.Changed.class);
    }

    @Test
    void aWholeTableOfAForgottenVersionLeadsNowhere() {
        recent.take(new RecordedChanges(false, 0, revisions(1, 1), cells(), List.of(), 100));
        long newest = Revision.KEPT + 5L;
        for (long version = 2; version <= newest; version++) {
            List<TenantRecord> changed = List.of(tenant("t-1", version, version));
            recent.take(new RecordedChanges(true, version - 1, revisions(version, version), cells(), changed, 50_000));
        }

        assertThat(recent.since(revision(5))).isEqualTo(new RecentChanges.Reply.TooMuch());
        assertThat(recent.completeAfter()).isEqualTo(6);
        assertThat(recent.since(revision(6))).isInstanceOf(RecentChanges.Reply.Changed.class);
    }

    private static List<RegisteredCell> cells() {
        return List.of(new RegisteredCell(
                new CellId("cell-1"), 1, "zone-1", 1, CellState.ACTIVE, null, 1, 1, List.of(URI.create("http://a:1"))));
    }

    private static List<TableRevision> revisions(long first, long last) {
        return LongStream.rangeClosed(first, last)
                .mapToObj(RecentChangesTest::revision)
                .toList();
    }

    private static TableRevision revision(long version) {
        return new TableRevision(version, Long.toHexString(version * 31));
    }

    private static TenantRecord tenant(String id, long epoch, long revision) {
        return new TenantRecord(
                new TenantId(id),
                epoch,
                new Shard(List.of(new CellId("cell-1"))),
                List.of(),
                TenantState.ACTIVE,
                TenantLimits.DEFAULTS,
                revision);
    }
}
