package io.firebreak.router.table;

import io.firebreak.router.routing.RoutingTable;
import io.firebreak.router.table.DirectoryClient.News;
import io.firebreak.router.wire.Body;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Starts from the table on disk, then asks the directory for newer ones, one long poll after the other. A table that is
 * malformed or older, or would unmap many tenants at once, is refused and the last good one stays; a directory that is dead is asked again with growing pauses.
 * All of it runs on one thread of its own, never on an event loop.
 */
public final class TablePoller implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TablePoller.class);

    private final DirectoryClient directory;
    private final TableFile file;
    private final TableKeeper keeper;
    private final TableSettings settings;
    private final BackOff backOff;
    private final InstantSource time;
    private final Scheduler thread = Schedulers.newSingle("table", true);
    private @Nullable Disposable loop;
    /** Touched by the table's own thread only: one line in the log for an outage, not one for each try. */
    private boolean failing;

    public TablePoller(
            DirectoryClient directory,
            Path file,
            TableKeeper keeper,
            TableSettings settings,
            InstantSource time,
            RandomGenerator random) {
        this.directory = directory;
        this.file = new TableFile(file);
        this.keeper = keeper;
        this.settings = settings;
        this.backOff = new BackOff(settings.minimumBackOff(), settings.maximumBackOff(), random);
        this.time = time;
    }

    /** Loads the table on disk before it returns, then polls in the background. */
    public void start() {
        loadFromDisk();
        loop = Mono.defer(() -> directory.newerThan(keeper.version()))
                .publishOn(thread)
                .map(this::take)
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

    private void loadFromDisk() {
        try {
            file.load().ifPresent(saved -> {
                keeper.accept(TableDocument.read(saved.json().bytes()), saved.confirmed());
                LOG.info("starting with table {} from disk, confirmed {}", keeper.version(), saved.confirmed());
            });
        } catch (IOException | MalformedTableException unusable) {
            LOG.warn("the table on disk is refused, waiting for the directory: {}", unusable.getMessage());
        }
    }

    /** Takes the news in and tells how long to pause before asking again. */
    private Duration take(News news) {
        return switch (news) {
            case News.Unchanged() -> {
                keeper.confirm();
                yield askAgainAtOnce();
            }
            case News.NewTable(Body json) -> takeTable(json);
            case News.Unusable(String why) -> pauseFor(why);
        };
    }

    private Duration takeTable(Body json) {
        Instant now = time.instant();
        RoutingTable table;
        try {
            table = TableDocument.read(json.bytes());
        } catch (MalformedTableException malformed) {
            return pauseFor(malformed.getMessage());
        }
        int unmapped =
                keeper.current().map(known -> known.countUnmappedBy(table)).orElse(0);
        if (unmapped > settings.maximumUnmappedShare() * keeper.tenantCount()) {
            return pauseFor("table %d does not have %d of the %d tenants of table %d, more than a share of %s"
                    .formatted(
                            table.version(),
                            unmapped,
                            keeper.tenantCount(),
                            keeper.version(),
                            settings.maximumUnmappedShare()));
        }
        if (!keeper.accept(table, now)) {
            return pauseFor("table %d is not newer than %d".formatted(table.version(), keeper.version()));
        }
        LOG.info(
                "table {}: {} cells, {} tenants", table.version(), table.cells().size(), table.tenantCount());
        try {
            file.save(new TableFile.Saved(json, now));
        } catch (IOException full) {
            LOG.warn("table {} is in use but could not be saved: {}", table.version(), full.toString());
        }
        return askAgainAtOnce();
    }

    private Duration pauseFor(@Nullable String why) {
        if (!failing) {
            LOG.warn("no table from the directory, asking until there is one: {}", why);
        }
        failing = true;
        return backOff.afterFailure();
    }

    private Duration askAgainAtOnce() {
        if (failing) {
            LOG.info("the directory answers again");
        }
        failing = false;
        backOff.reset();
        return Duration.ZERO;
    }
}
