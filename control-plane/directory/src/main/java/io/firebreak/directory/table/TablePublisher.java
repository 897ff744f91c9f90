package io.firebreak.directory.table;

import io.firebreak.directory.revision.ChangeLoop;
import io.firebreak.directory.revision.Changes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Keeps the newest table in memory and wakes the routers that wait for it. One thread reads and renders; polls never touch
 * the database, so routers get the table also while the database is away. Changes that come faster than tables are rendered
 * share one table.
 */
@Component
public class TablePublisher implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(TablePublisher.class);

    /** After what is registered at start, before the web server. */
    private static final int PHASE = 10;

    private final TableReader reader;
    private final JsonMapper json;
    private final InstantSource clock;
    private final Changes published = new Changes();
    private volatile PublishedTable newest = new PublishedTable(0, new byte[0]);
    private final ChangeLoop loop;

    TablePublisher(TableReader reader, JsonMapper json, TableSettings settings, Changes changes, InstantSource clock) {
        this.reader = reader;
        this.json = json;
        this.clock = clock;
        this.loop = new ChangeLoop("table publisher", changes, settings.recheckEvery(), this::publish);
    }

    /** The version routers get now. */
    public long version() {
        return newest.version();
    }

    /** Ends all waits, now and later: routers that wait get their "not modified". */
    public void releaseWaiting() {
        published.close();
    }

    /** The newest table, as soon as it is newer than {@code version}; empty when that does not happen in time. */
    Optional<PublishedTable> awaitNewerThan(long version, Duration atMost) throws InterruptedException {
        Instant deadline = clock.instant().plus(atMost);
        while (true) {
            long seen = published.seen();
            PublishedTable table = newest;
            if (table.version() > version) {
                return Optional.of(table);
            }
            Duration left = Duration.between(clock.instant(), deadline);
            if (published.isClosed() || !left.isPositive()) {
                return Optional.empty();
            }
            published.awaitAfter(seen, left);
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
        if (reader.version() == newest.version()) {
            return;
        }
        RoutingTable table = reader.read();
        newest = new PublishedTable(table.version(), json.writeValueAsBytes(table));
        published.announce();
        LOG.info(
                "Published table {}: {} cells, {} tenants",
                table.version(),
                table.cells().size(),
                table.tenants().size());
    }
}
