package io.firebreak.router.table;

import io.firebreak.router.routing.RoutingTable;
import io.firebreak.router.routing.TableDelta;
import io.firebreak.router.table.DirectoryClient.News;
import io.firebreak.router.wire.Body;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Starts from the table on disk, then asks the directory for what is newer, one long poll after the other: changes where it
 * can give them, else a whole table. A table that is
 * malformed or older, or would unmap many tenants at once, is refused and the last good one stays; a directory that is dead is asked again with growing pauses.
 * All of it runs on one thread of its own, never on an event loop.
 */
public final class TablePoller implements TableFeed {
    private static final Logger LOG = LoggerFactory.getLogger(TablePoller.class);

    private final DirectoryClient directory;
    private final TableStore store;
    private final TableKeeper keeper;
    private final TableSettings settings;
    private final BackOff backOff;
    private final InstantSource time;
    private final TableChangeMeters meters;
    private final Scheduler thread = Schedulers.newSingle("table", true);
    private @Nullable Disposable loop;
    /** Touched by the table's own thread only: one line in the log for an outage, not one for each try. */
    private boolean failing;
    /** Why the last table that came is not in use; nothing while it is, or none could be fetched. */
    private volatile @Nullable String refused;

    public TablePoller(
            DirectoryClient directory,
            Path file,
            TableKeeper keeper,
            TableSettings settings,
            InstantSource time,
            RandomGenerator random,
            MeterRegistry registry) {
        this.directory = directory;
        this.store = new TableStore(file);
        this.keeper = keeper;
        this.settings = settings;
        this.backOff = new BackOff(settings.minimumBackOff(), settings.maximumBackOff(), random);
        this.time = time;
        this.meters = new TableChangeMeters(registry);
    }

    /** Loads the table on disk before it returns, then polls in the background. */
    @Override
    public void start() {
        loadFromDisk();
        loop = Mono.defer(() -> directory.newerThan(keeper.version(), keeper.revision()))
                .publishOn(thread)
                .map(this::takeOrPause)
                .flatMap(pause -> pause.isZero()
                        ? Mono.just(pause)
                        : Mono.delay(pause, thread).map(tick -> pause))
                .repeat()
                .subscribe(pause -> {}, bug -> LOG.error("the table is not fetched any more", bug));
    }

    @Override
    public void close() {
        if (loop != null) {
            loop.dispose();
        }
        thread.dispose();
    }

    @Override
    public Optional<String> refusal() {
        return Optional.ofNullable(refused);
    }

    private void loadFromDisk() {
        try {
            store.load().ifPresent(saved -> {
                keeper.accept(saved.table(), saved.confirmed());
                LOG.info("starting with table {} from disk, confirmed {}", keeper.version(), saved.confirmed());
            });
        } catch (IOException | MalformedTableException unusable) {
            LOG.warn("the table on disk is refused, waiting for the directory: {}", unusable.getMessage());
        }
    }

    /** Whatever is wrong with a table, the next one may be right: nothing but the end of the router ends the asking. */
    private Duration takeOrPause(News news) {
        try {
            return take(news);
        } catch (RuntimeException bug) {
            LOG.error("a table could not be taken in", bug);
            return refuse(bug.toString());
        }
    }

    /** Takes the news in and tells how long to pause before asking again. */
    private Duration take(News news) {
        return switch (news) {
            case News.Unchanged() -> {
                keeper.confirm();
                yield askAgainAtOnce();
            }
            case News.NewTable(Body json, boolean insteadOfOurs) -> takeDocument(json, insteadOfOurs);
            case News.Unusable(String why) -> pauseFor(why);
        };
    }

    private Duration takeDocument(Body json, boolean insteadOfOurs) {
        Timer.Sample begin = meters.start();
        try {
            return switch (TableDocument.read(json.bytes())) {
                case TableNews.Whole(RoutingTable table) -> takeWhole(table, json, insteadOfOurs, begin);
                case TableNews.Changes(TableDelta delta) -> takeChanges(delta, json, begin);
            };
        } catch (MalformedTableException malformed) {
            return refuse(malformed.getMessage());
        }
    }

    private Duration takeWhole(RoutingTable table, Body json, boolean insteadOfOurs, Timer.Sample begin) {
        Instant now = time.instant();
        int unmapped =
                keeper.current().map(known -> known.countUnmappedBy(table)).orElse(0);
        if (isTooMany(unmapped)) {
            return refuse(unmapping(table.version(), unmapped));
        }
        if (!keeper.accept(table, now, insteadOfOurs)) {
            return refuse("table %d is not newer than %d".formatted(table.version(), keeper.version()));
        }
        meters.applied("whole", begin, table.tenantCount());
        LOG.info(
                "table {}: {} cells, {} tenants", table.version(), table.cells().size(), table.tenantCount());
        save(() -> store.saveWhole(json, now));
        return askAgainAtOnce();
    }

    private Duration takeChanges(TableDelta delta, Body json, Timer.Sample begin) {
        Instant now = time.instant();
        RoutingTable known = keeper.current().orElse(null);
        if (known == null) {
            return pauseFor("changes came where a whole table was asked for");
        }
        int unmapped = (int) delta.gone().stream().filter(known::hasPublished).count();
        if (isTooMany(unmapped)) {
            return refuse(unmapping(delta.version(), unmapped));
        }
        RoutingTable table;
        try {
            table = known.with(delta);
        } catch (IllegalArgumentException contradiction) {
            return refuse(contradiction.getMessage());
        }
        if (!keeper.accept(table, now)) {
            return refuse("table %d is not newer than %d".formatted(table.version(), keeper.version()));
        }
        meters.applied("changes", begin, delta.tenants().size());
        LOG.debug(
                "table {}: {} tenants changed", table.version(), delta.tenants().size());
        save(() -> store.saveChanges(json, table, now));
        return askAgainAtOnce();
    }

    private boolean isTooMany(int unmapped) {
        return unmapped > settings.maximumUnmappedShare() * keeper.tenantCount();
    }

    private String unmapping(long version, int unmapped) {
        return "table %d does not have %d of the %d tenants of table %d, more than a share of %s"
                .formatted(version, unmapped, keeper.tenantCount(), keeper.version(), settings.maximumUnmappedShare());
    }

    private interface Write {
        void run() throws IOException;
    }

    private void save(Write write) {
        try {
            write.run();
        } catch (IOException full) {
            LOG.warn("table {} is in use but could not be saved: {}", keeper.version(), full.toString());
        }
    }

    private Duration refuse(@Nullable String why) {
        refused = String.valueOf(why);
        return pauseFor(why);
    }

    private Duration pauseFor(@Nullable String why) {
        if (!failing) {
            LOG.warn("no table from the directory, asking until there is one: {}", why);
        }
        failing = true;
        return backOff.afterFailure();
    }

    private Duration askAgainAtOnce() {
        refused = null;
        if (failing) {
            LOG.info("the directory answers again");
        }
        failing = false;
        backOff.reset();
        return Duration.ZERO;
    }
}
