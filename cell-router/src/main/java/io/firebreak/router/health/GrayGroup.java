package io.firebreak.router.health;

import io.micrometer.core.instrument.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The cells of a region, or the nodes of a cell: which of them are asked last. No more than a share of them is gray at one
 * time, since what is asked last gives its calls to the others, and when most fail the fault is likely to be elsewhere.
 *
 * @param <K> what names a member
 */
final class GrayGroup<K> {
    private static final int HUNDRED = 100;

    private final OutlierSettings settings;
    private final Clock clock;
    private final RandomGenerator random;
    private final Map<K, GrayWatch> watches = new ConcurrentHashMap<>();
    private volatile int members;

    GrayGroup(OutlierSettings settings, Clock clock, RandomGenerator random) {
        this.settings = settings;
        this.clock = clock;
        this.random = random;
    }

    /** Whether this call made the member gray. */
    boolean record(K member, @Nullable Object culprit) {
        GrayWatch watch = watches.get(member);
        if (watch == null) {
            watch = watches.computeIfAbsent(member, unknown -> new GrayWatch(settings));
        }
        return watch.record(culprit, culprit != null && hasRoomForOneMore(), clock.monotonicTime());
    }

    void forgive(K member, Object culprit) {
        GrayWatch watch = watches.get(member);
        if (watch != null) {
            watch.forgive(culprit);
        }
    }

    void goDown(K member) {
        watches.computeIfAbsent(member, unknown -> new GrayWatch(settings)).goDown();
    }

    void comeUp(K member) {
        GrayWatch watch = watches.get(member);
        if (watch != null) {
            watch.comeUp(clock.monotonicTime());
        }
    }

    boolean isAway(K member) {
        GrayWatch watch = watches.get(member);
        return watch != null && watch.isAway(clock.monotonicTime());
    }

    boolean isDown(K member) {
        GrayWatch watch = watches.get(member);
        return watch != null && watch.isDown();
    }

    /** The same, those to be avoided last, otherwise in the same order. */
    <T> List<T> lastInLine(List<T> all, Function<T, K> name) {
        if (all.size() < 2 || watches.isEmpty()) {
            return all;
        }
        long now = clock.monotonicTime();
        List<T> first = new ArrayList<>(all.size());
        List<T> last = new ArrayList<>();
        for (T one : all) {
            GrayWatch watch = watches.get(name.apply(one));
            (watch != null && watch.avoids(now, random) ? last : first).add(one);
        }
        first.addAll(last);
        return first;
    }

    /** Those that are not to be avoided. */
    List<K> withoutAvoided(List<K> some) {
        if (watches.isEmpty()) {
            return some;
        }
        long now = clock.monotonicTime();
        return some.stream()
                .filter(member -> {
                    GrayWatch watch = watches.get(member);
                    return watch == null || !watch.avoids(now, random);
                })
                .toList();
    }

    /** Those that are well or come back. */
    List<K> withoutThoseAway(List<K> some) {
        return some.stream().filter(member -> !isAway(member)).toList();
    }

    /** Forgets all others, and knows how many there are. */
    void keepOnly(Collection<K> names) {
        watches.keySet().retainAll(names);
        members = names.size();
    }

    private boolean hasRoomForOneMore() {
        long now = clock.monotonicTime();
        long away = watches.values().stream().filter(it -> it.isAway(now)).count();
        int known = Math.max(members, watches.size());
        return away < Math.max(1, known * settings.mostAwayPercent() / HUNDRED);
    }
}
