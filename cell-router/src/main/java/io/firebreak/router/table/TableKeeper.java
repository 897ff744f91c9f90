package io.firebreak.router.table;

import io.firebreak.router.routing.RoutedTenant;
import io.firebreak.router.routing.RoutingTable;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The last good table, in memory. Requests read it without a lock; it never goes back to an older version. */
public final class TableKeeper {
    private final InstantSource time;
    private final List<Consumer<RoutingTable>> listeners;
    private final AtomicReference<@Nullable Held> held = new AtomicReference<>();

    private record Held(RoutingTable table, Instant confirmed) {}

    /**
     * Empty.
     *
     * @param listeners told of every table that replaces another
     */
    public TableKeeper(InstantSource time, List<Consumer<RoutingTable>> listeners) {
        this.time = time;
        this.listeners = List.copyOf(listeners);
    }

    /** The table requests are routed by; nothing before the first one. */
    public Optional<RoutingTable> current() {
        Held now = held.get();
        return now == null ? Optional.empty() : Optional.of(now.table());
    }

    /** The version of the current table, -1 before the first. */
    public long version() {
        Held now = held.get();
        return now == null ? -1 : now.table().version();
    }

    /** What the directory calls the current table; empty before the first. */
    String revision() {
        return current().map(RoutingTable::revision).orElse("");
    }

    /** The tenants of the current table, 0 before the first. */
    int tenantCount() {
        return current().map(RoutingTable::tenantCount).orElse(0);
    }

    /** How long ago the directory confirmed the current table; nothing before the first. */
    public Optional<Duration> age() {
        Held now = held.get();
        return now == null ? Optional.empty() : Optional.of(Duration.between(now.confirmed(), time.instant()));
    }

    /** Takes a cell's newer word about one tenant over; an older or unusable one changes nothing. */
    public void learn(RoutedTenant news) {
        held.updateAndGet(now -> now == null ? null : new Held(now.table().learn(news), now.confirmed()));
    }

    /**
     * Takes a table over, unless it is not newer than the current one.
     *
     * @return whether it was taken
     */
    public boolean accept(RoutingTable table, Instant confirmed) {
        return accept(table, confirmed, false);
    }

    /**
     * Takes a table over.
     *
     * @param insteadOfOurs also one that is not newer, since the directory does not have the current one in its history
     * @return whether it was taken
     */
    boolean accept(RoutingTable table, Instant confirmed, boolean insteadOfOurs) {
        Held before = held.getAndUpdate(now -> insteadOfOurs || replaces(now, table)
                ? new Held(now == null ? table : now.table().replacedBy(table), confirmed)
                : now);
        if (!insteadOfOurs && !replaces(before, table)) {
            return false;
        }
        listeners.forEach(listener -> listener.accept(table));
        return true;
    }

    /** The place tables come from said that nothing is newer. */
    public void confirm() {
        Instant confirmed = time.instant();
        held.updateAndGet(now -> now == null ? null : new Held(now.table(), confirmed));
    }

    private static boolean replaces(@Nullable Held now, RoutingTable table) {
        return now == null || table.version() > now.table().version();
    }
}
