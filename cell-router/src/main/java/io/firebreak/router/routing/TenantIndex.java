package io.firebreak.router.routing;

import io.firebreak.assigner.CellId;
import io.firebreak.assigner.StableHash;
import io.firebreak.assigner.TenantId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Every tenant with its epoch and cells in byte arrays, since a million tenants as objects would be half a gigabyte and
 * minutes of a collector's work. For names of 14 characters and shards of 4 that is 42 to 45 bytes a tenant.
 *
 * <p>Unchangeable, and cheap to change: tenants are spread over buckets, and an index with some tenants changed shares all
 * buckets but theirs with the one before. So a change costs time and garbage by its own size, not by the table's, and
 * nothing is ever rebuilt as a whole.
 */
final class TenantIndex {
    /** At a million tenants 61 in a bucket, 2.6 KB: what changing one of them copies. Without tenants 64 KB of references. */
    private static final int BUCKET_BITS = 14;

    private static final TenantBucket EMPTY = new TenantBucket.Draft().freeze();

    private final TenantBucket[] buckets;
    private final CellPlaces places;
    private final RoutedCell[] cells;
    private final int size;

    private TenantIndex(TenantBucket[] buckets, CellPlaces places, RoutedCell[] cells) {
        this.buckets = buckets;
        this.places = places;
        this.cells = cells;
        this.size = Arrays.stream(buckets).mapToInt(TenantBucket::size).sum();
    }

    int size() {
        return size;
    }

    /** What the tenants take in memory. The cells, which are few, are not counted. */
    long bytes() {
        return Arrays.stream(buckets)
                .filter(bucket -> bucket != EMPTY)
                .mapToLong(TenantBucket::bytes)
                .sum();
    }

    boolean contains(TenantId id) {
        long hash = hash(id.value());
        return buckets[bucketOf(hash)].find(hash, id.value()) != TenantBucket.NOT_HERE;
    }

    Optional<TenantRoutes> find(TenantId id) {
        long hash = hash(id.value());
        TenantBucket bucket = buckets[bucketOf(hash)];
        int record = bucket.find(hash, id.value());
        return record == TenantBucket.NOT_HERE
                ? Optional.empty()
                : Optional.of(new TenantRoutes(
                        id,
                        bucket.epoch(record),
                        cells(bucket.cells(record)),
                        cells(bucket.former(record)),
                        bucket.rates(record)));
    }

    /** How many requests of a tenant are let through; null when the table does not say, or does not know it. */
    @Nullable
    RequestRates ratesOf(TenantId id) {
        long hash = hash(id.value());
        TenantBucket bucket = buckets[bucketOf(hash)];
        int record = bucket.find(hash, id.value());
        return record == TenantBucket.NOT_HERE ? null : bucket.rates(record);
    }

    /** Shows every tenant, in no order. */
    void forEach(Consumer<TenantRoutes> action) {
        for (TenantBucket bucket : buckets) {
            for (int record = bucket.first(); record != TenantBucket.NOT_HERE; record = bucket.after(record)) {
                find(new TenantId(bucket.name(record))).ifPresent(action);
            }
        }
    }

    /** How many of these tenants another index does not have. */
    int countMissingIn(TenantIndex other) {
        int missing = 0;
        for (int i = 0; i < buckets.length; i++) {
            TenantBucket bucket = buckets[i];
            for (int record = bucket.first(); record != TenantBucket.NOT_HERE; record = bucket.after(record)) {
                String name = bucket.name(record);
                if (other.buckets[i].find(hash(name), name) == TenantBucket.NOT_HERE) {
                    missing++;
                }
            }
        }
        return missing;
    }

    /**
     * These tenants with some changed, new or gone, over cells as they are now.
     *
     * @throws IllegalArgumentException when a shard names a cell that is not known, or a tenant is changed twice
     */
    TenantIndex with(Collection<RoutedTenant> changed, Collection<TenantId> gone, Map<CellId, RoutedCell> known) {
        CellPlaces more = places.copy();
        Map<Integer, List<RoutedTenant>> byBucket = changed.stream()
                .collect(Collectors.groupingBy(
                        tenant -> bucketOf(hash(tenant.id().value()))));
        gone.forEach(id -> byBucket.computeIfAbsent(bucketOf(hash(id.value())), _ -> new ArrayList<>()));
        Set<String> leaving = gone.stream().map(TenantId::value).collect(Collectors.toSet());
        TenantBucket[] next = buckets.clone();
        byBucket.forEach((at, tenants) -> {
            Set<String> except =
                    tenants.stream().map(tenant -> tenant.id().value()).collect(Collectors.toSet());
            except.addAll(leaving);
            TenantBucket.Draft draft = new TenantBucket.Draft();
            draft.addAllOf(buckets[at], except);
            tenants.forEach(tenant -> add(draft, tenant, more));
            next[at] = draft.freeze();
        });
        return new TenantIndex(next, more, more.resolve(known));
    }

    private List<RoutedCell> cells(char[] members) {
        RoutedCell[] found = new RoutedCell[members.length];
        for (int i = 0; i < members.length; i++) {
            found[i] = cells[members[i]];
        }
        return Arrays.asList(found);
    }

    static long hash(String name) {
        return StableHash.of(0, name);
    }

    /** By the upper bits: the lower ones find the slot inside the bucket. */
    private static int bucketOf(long hash) {
        return (int) (hash >>> (Long.SIZE - BUCKET_BITS));
    }

    private static void add(TenantBucket.Draft draft, RoutedTenant tenant, CellPlaces places) {
        if (!draft.add(
                tenant.id().value(),
                tenant.epoch(),
                places.of(tenant.shard().cells()),
                places.of(tenant.formerCells()),
                tenant.rates())) {
            throw new IllegalArgumentException("tenant %s stands twice".formatted(tenant.id()));
        }
    }

    /** The number each cell has in the records, given at its first mention. */
    private static final class CellPlaces {
        private final Map<CellId, Integer> places;

        CellPlaces(Map<CellId, Integer> places) {
            this.places = places;
        }

        CellPlaces copy() {
            return new CellPlaces(new HashMap<>(places));
        }

        char[] of(List<CellId> cells) {
            char[] found = new char[cells.size()];
            for (int i = 0; i < found.length; i++) {
                found[i] = (char) (int) places.computeIfAbsent(cells.get(i), _ -> places.size());
            }
            return found;
        }

        RoutedCell[] resolve(Map<CellId, RoutedCell> known) {
            RoutedCell[] cells = new RoutedCell[places.size()];
            places.forEach((cell, place) -> cells[place] = Optional.ofNullable(known.get(cell))
                    .orElseThrow(() -> new IllegalArgumentException(
                            "a shard names %s, which is no cell of the table".formatted(cell))));
            return cells;
        }
    }

    /** Takes tenants in one after the other, so that they are never all there as objects. */
    static final class Builder {
        private final TenantBucket.@Nullable Draft[] drafts = new TenantBucket.Draft[1 << BUCKET_BITS];
        private final CellPlaces places = new CellPlaces(new HashMap<>());

        /**
         * Adds a tenant.
         *
         * @throws IllegalArgumentException when it is there already
         */
        void add(RoutedTenant tenant) {
            int at = bucketOf(hash(tenant.id().value()));
            TenantBucket.Draft draft = drafts[at];
            if (draft == null) {
                draft = new TenantBucket.Draft();
                drafts[at] = draft;
            }
            TenantIndex.add(draft, tenant, places);
        }

        /**
         * The index over these cells.
         *
         * @throws IllegalArgumentException when a shard names none of them
         */
        TenantIndex build(Map<CellId, RoutedCell> known) {
            TenantBucket[] buckets = new TenantBucket[drafts.length];
            for (int i = 0; i < buckets.length; i++) {
                TenantBucket.Draft draft = drafts[i];
                buckets[i] = draft == null ? EMPTY : draft.freeze();
            }
            return new TenantIndex(buckets, places, places.resolve(known));
        }
    }
}
