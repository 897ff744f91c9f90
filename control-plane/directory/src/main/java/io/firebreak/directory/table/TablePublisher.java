package io.firebreak.directory.table;

import io.firebreak.directory.revision.ChangeLoop;
import io.firebreak.directory.revision.Changes;
import io.firebreak.directory.revision.TableRevision;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Keeps recent changes and a whole table in memory and wakes the routers that wait for them. One thread reads and renders;
 * polls never touch the database, so routers get the table also while the database is away. A whole table is rendered when
 * someone needs one, or at once while that is cheap: at a million tenants it takes seconds, and changes must not wait for it.
 */
@Component
public class TablePublisher implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(TablePublisher.class);

    /** After what is registered at start, before the web server. */
    private static final int PHASE = 10;

    /** A tenth of how often the version is looked up at most. */
    private static final Duration CHEAP = Duration.ofMillis(100);

    /** A million tenants are rendered in this time. */
    private static final Duration RENDERED_WITHIN = Duration.ofSeconds(10);

    private final TableReader reader;
    private final JsonMapper json;
    private final InstantSource clock;
    private final Changes changes;
    private final Changes published = new Changes();
    private final RecentChanges recent = new RecentChanges();
    private final ChangeLoop loop;
    private volatile @Nullable PublishedTable whole;
    private volatile boolean wholeWanted;
    private volatile long roundsBegun;
    private volatile long roundsDone;
    private volatile long roundWanted;
    private Duration rendering = Duration.ZERO;

    TablePublisher(TableReader reader, JsonMapper json, TableSettings settings, Changes changes, InstantSource clock) {
        this.reader = reader;
        this.json = json;
        this.clock = clock;
        this.changes = changes;
        this.loop = new ChangeLoop("table publisher", changes, settings.recheckEvery(), this::publish);
    }

    /** The version routers get now. */
    public long version() {
        return recent.newest().map(TableRevision::version).orElse(0L);
    }

    /** Ends all waits, now and later: routers that wait get their "not modified". */
    public void releaseWaiting() {
        published.close();
    }

    /** What a router gets. */
    sealed interface News {
        /** Everything; {@code insteadOfTheirs} when the router has what this record never had. */
        record Whole(PublishedTable table, boolean insteadOfTheirs) implements News {}

        record Changed(TableChanges changes) implements News {}
    }

    /** The newest table, as soon as it is newer than {@code version}; empty when that does not happen in time. */
    Optional<News> awaitNewerThan(long version, Duration atMost) throws InterruptedException {
        Instant deadline = clock.instant().plus(atMost);
        while (true) {
            long seen = published.seen();
            if (version() > version) {
                return wholeAsOf(version())
                        .filter(table -> table.version() > version)
                        .map(table -> new News.Whole(table, false));
            }
            if (!waitAgain(seen, deadline)) {
                return Optional.empty();
            }
        }
    }

    /** What changed since a router's revision, as soon as something did; empty when that does not happen in time. */
    Optional<News> awaitChangesSince(TableRevision router, Duration atMost) throws InterruptedException {
        Instant deadline = clock.instant().plus(atMost);
        long arrived = roundsBegun;
        while (true) {
            long seen = published.seen();
            boolean fresh = roundsDone > arrived;
            switch (recent.since(router)) {
                case RecentChanges.Reply.Changed(TableChanges changed) -> {
                    return Optional.of(new News.Changed(changed));
                }
                case RecentChanges.Reply.TooMuch() -> {
                    return wholeAsOf(recent.completeAfter()).map(table -> new News.Whole(table, false));
                }
                case RecentChanges.Reply.Unknown() -> {
                    if (fresh) {
                        return wholeAsOf(version()).map(table -> new News.Whole(table, true));
                    }
                    roundWanted = Math.max(roundWanted, arrived + 1);
                    changes.announce();
                }
                case RecentChanges.Reply.Nothing() -> {}
            }
            if (!waitAgain(seen, deadline)) {
                return Optional.empty();
            }
        }
    }

    private boolean waitAgain(long seen, Instant deadline) throws InterruptedException {
        Duration left = Duration.between(clock.instant(), deadline);
        if (published.isClosed() || !left.isPositive()) {
            return false;
        }
        published.awaitAfter(seen, left);
        return true;
    }

    /** A whole table that is not older than a version; an older one, or none, when that takes too long. */
    private Optional<PublishedTable> wholeAsOf(long version) throws InterruptedException {
        Instant deadline = clock.instant().plus(RENDERED_WITHIN);
        while (true) {
            long seen = published.seen();
            PublishedTable table = whole;
            if (table != null && table.version() >= version) {
                return Optional.of(table);
            }
            wholeWanted = true;
            changes.announce();
            if (!waitAgain(seen, deadline)) {
                return Optional.ofNullable(whole);
            }
        }
    }

    @Override
    public void start() {
        publish();
        loop.start();
    }

    @Override
    public void stop() {
        loop.stop();
    }

    @Override
    public boolean isRunning() {
        return loop.isRunning();
    }

    @Override
    public int getPhase() {
        return PHASE;
    }

    private void publish() {
        long round = roundsBegun + 1;
        roundsBegun = round;
        TableRevision newest = reader.newest();
        Optional<TableRevision> known = recent.newest();
        if (!known.equals(Optional.of(newest))) {
            RecordedChanges changed = reader.changes(known, RecentChanges.MOST_TENANTS);
            if (!changed.goesOn()) {
                whole = null;
            }
            recent.take(changed);
            published.announce();
        }
        renderIfNeeded();
        roundsDone = round;
        if (roundWanted <= round && roundWanted > 0) {
            roundWanted = 0;
            published.announce();
        }
    }

    private void renderIfNeeded() {
        PublishedTable table = whole;
        boolean stale = table == null || table.version() < version();
        boolean leadsNowhere = table == null || table.version() < recent.completeAfter();
        if (stale && (leadsNowhere || wholeWanted || rendering.compareTo(CHEAP) < 0)) {
            wholeWanted = false;
            Instant begin = clock.instant();
            RoutingTable read = reader.read();
            whole = new PublishedTable(read.tableRevision(), json.writeValueAsBytes(read));
            rendering = Duration.between(begin, clock.instant());
            published.announce();
            LOG.info(
                    "Published table {}: {} cells, {} tenants",
                    read.version(),
                    read.cells().size(),
                    read.tenants().size());
        }
    }
}
