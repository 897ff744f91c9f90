package io.firebreak.router.standalone;

import io.firebreak.assigner.Shard;
import io.firebreak.assigner.TenantId;
import io.firebreak.router.routing.RoutedTenant;
import io.firebreak.router.routing.RoutingTable;
import io.firebreak.router.table.TableFeed;
import io.firebreak.router.table.TableKeeper;
import io.firebreak.router.tenancy.ServiceRules;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the file at the start and whenever it changes. A file that cannot be used, or would change too much at once, is
 * refused and what was in use stays. Requests in flight end by the rules they began with; no connection is touched.
 */
public final class StandaloneTables implements TableFeed {
    private static final Logger LOG = LoggerFactory.getLogger(StandaloneTables.class);
    /** A look costs one system call. A state is taken at the second look that finds it, so that none is half written. */
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    private final Path file;
    private final TableKeeper keeper;
    private final InstantSource time;
    private final AtomicReference<@Nullable InUse> inUse = new AtomicReference<>();
    private final ScheduledExecutorService looking = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("standalone-file").factory());
    /** What the last two looks found; touched by the one thread that looks, and before it starts. */
    private Optional<FileStamp> seen = Optional.empty();

    private Optional<FileStamp> tried = Optional.empty();

    private record InUse(
            StandaloneFile file,
            Instant since,
            Map<String, Object> start,
            @Nullable String refused,
            boolean restartNeeded) {}

    public StandaloneTables(Path file, TableKeeper keeper, InstantSource time) {
        this.file = file;
        this.keeper = keeper;
        this.time = time;
    }

    /**
     * Takes the file into use.
     *
     * @throws StandaloneFileException when it cannot be used
     */
    @Override
    public void start() {
        tried = FileStamp.of(file);
        seen = tried;
        StandaloneFile first = StandaloneFile.read(file);
        RoutingTable table = tableOf(first.config(), 1);
        Instant now = time.instant();
        inUse.set(new InUse(first, now, first.config().start(), null, false));
        keeper.accept(table, now);
        LOG.info("{} is in use: {} cells", file, table.cells().size());
        var _ = looking.scheduleWithFixedDelay(
                this::look, LOOK_EVERY.toMillis(), LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        looking.shutdownNow();
    }

    /** The rules in use. */
    public ServiceRules rules() {
        return current().file().config().rules();
    }

    @Override
    public Optional<String> refusal() {
        return Optional.ofNullable(current().refused());
    }

    /** Which state of the file is in use. */
    public FileStatus status() {
        InUse now = current();
        StandaloneConfig config = now.file().config();
        return new FileStatus(
                file.toString(),
                now.file().digest(),
                now.since(),
                config.named().size(),
                config.assign().map(it -> it.summary(config.cells().size())).orElse("unknown"),
                now.refused(),
                now.restartNeeded());
    }

    /** Reads the file now; {@code force} takes it however much it changes. */
    public synchronized ReloadResult reload(boolean force) {
        InUse before = current();
        ReloadResult result = reload(before, force);
        switch (result) {
            case ReloadResult.Accepted(long version) -> LOG.info("{} has changed and is table {} now", file, version);
            case ReloadResult.Unchanged() -> refuse(before, null);
            case ReloadResult.Refused(String why) -> {
                refuse(before, why);
                LOG.warn("{} has changed and is refused, table {} stays: {}", file, keeper.version(), why);
            }
        }
        return result;
    }

    private ReloadResult reload(InUse before, boolean force) {
        StandaloneFile fresh;
        try {
            fresh = StandaloneFile.read(file);
        } catch (StandaloneFileException mistakes) {
            return new ReloadResult.Refused(mistakes.mistakes());
        }
        if (fresh.digest().equals(before.file().digest())) {
            return new ReloadResult.Unchanged();
        }
        RoutingTable table = tableOf(fresh.config(), keeper.version() + 1);
        Optional<String> tooMuch = keeper.current()
                .flatMap(known -> fresh.config()
                        .guard()
                        .refuses(known, table, before.file().config().named().keySet()));
        if (tooMuch.isPresent() && !force) {
            return new ReloadResult.Refused("%s: %s".formatted(file, tooMuch.get()));
        }
        Instant now = time.instant();
        boolean restart = !fresh.config().start().equals(before.start());
        inUse.set(new InUse(fresh, now, before.start(), null, restart));
        keeper.accept(table, now);
        return new ReloadResult.Accepted(table.version());
    }

    private void refuse(InUse before, @Nullable String why) {
        inUse.set(new InUse(before.file(), before.since(), before.start(), why, before.restartNeeded()));
    }

    private void look() {
        Optional<FileStamp> now = FileStamp.of(file);
        boolean settled = now.equals(seen);
        seen = now;
        if (settled && !now.equals(tried)) {
            tried = now;
            reload(false);
        } else if (settled && refusal().isEmpty()) {
            keeper.confirm();
        }
    }

    private static RoutingTable tableOf(StandaloneConfig config, long version) {
        RoutingTable.Builder table = new RoutingTable.Builder();
        config.cells().forEach(table::add);
        for (Map.Entry<TenantId, Shard> tenant : config.named().entrySet()) {
            table.add(new RoutedTenant(tenant.getKey(), 1, tenant.getValue()));
        }
        config.assign().ifPresent(assign -> table.assignOthersBy(assign.over(config.lattice())));
        return table.build(version, "");
    }

    private InUse current() {
        return Objects.requireNonNull(inUse.get(), "the file is read at the start");
    }
}
