package io.firebreak.chaos.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.chaos.gameday.GameDay.LoadShape;
import io.firebreak.chaos.gameday.GameDay.Mix;
import io.firebreak.chaos.gameday.GameDay.Rate;
import io.firebreak.chaos.measure.IntentKind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleTest {
    private static final LoadShape LOAD = new LoadShape(new Rate(200), 10, new Mix(0.4, 0.3, 0.2, 0.1));

    private static List<ScheduledIntent> first(int count, int tenants, long seed) {
        Schedule schedule = new Schedule(LOAD, Duration.ZERO, tenants, seed);
        return Stream.generate(schedule::next).limit(count).toList();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 77})
    void isTheSameAgainForTheSameSeed(long seed) {
        assertThat(first(5_000, 100, seed)).isEqualTo(first(5_000, 100, seed));
    }

    @Test
    void isAnotherForAnotherSeed() {
        assertThat(first(200, 100, 1)).isNotEqualTo(first(200, 100, 2));
    }

    @Test
    void startsAtItsRateFromZero() {
        List<ScheduledIntent> intents = first(401, 100, 1);
        assertThat(intents.getFirst().dueNanos()).isZero();
        assertThat(intents.get(1).dueNanos()).isEqualTo(5_000_000);
        assertThat(intents.get(400).dueNanos()).isEqualTo(2_000_000_000);
    }

    @Test
    void doesNotDriftWhenTheRateDividesNoNanosecond() {
        Schedule schedule = new Schedule(new LoadShape(new Rate(3), 10, LOAD.mix()), Duration.ZERO, 1, 1);
        List<ScheduledIntent> intents =
                Stream.generate(schedule::next).limit(301).toList();
        assertThat(intents.getLast().dueNanos()).isEqualTo(100_000_000_000L);
    }

    @ParameterizedTest
    @ValueSource(ints = {7, 100, 333})
    void givesNoTenantMoreThanOneIntentMoreThanAnotherInAnyStretch(int tenants) {
        List<ScheduledIntent> intents = first(3_000, tenants, 5);
        for (int from = 0; from < 2_000; from += 191) {
            Map<Integer, Long> counts = intents.subList(from, from + 900).stream()
                    .collect(Collectors.groupingBy(ScheduledIntent::tenant, Collectors.counting()));
            long most =
                    counts.values().stream().mapToLong(Long::longValue).max().orElseThrow();
            long least = counts.size() < tenants
                    ? 0
                    : counts.values().stream().mapToLong(Long::longValue).min().orElseThrow();
            assertThat(most - least).isLessThanOrEqualTo(1);
        }
    }

    @Test
    void dealsEachTenantExactlyTheMix() {
        Map<Integer, List<ScheduledIntent>> byTenant =
                first(100 * 30, 100, 9).stream().collect(Collectors.groupingBy(ScheduledIntent::tenant));
        assertThat(byTenant).hasSize(100);
        byTenant.values()
                .forEach(intents -> assertThat(kinds(intents))
                        .containsEntry(IntentKind.LAUNCH, 12L)
                        .containsEntry(IntentKind.LIST, 9L)
                        .containsEntry(IntentKind.DESCRIBE, 6L)
                        .containsEntry(IntentKind.TERMINATE, 3L));
    }

    @Test
    void dealsTenantsDifferentOrders() {
        List<List<IntentKind>> orders =
                first(100 * 10, 100, 9).stream()
                        .collect(Collectors.groupingBy(ScheduledIntent::tenant))
                        .values()
                        .stream()
                        .map(intents ->
                                intents.stream().map(ScheduledIntent::kind).toList())
                        .distinct()
                        .toList();
        assertThat(orders.size()).isGreaterThan(80);
    }

    @Test
    void dealsSharesThatAreNoTenths() {
        Schedule schedule =
                new Schedule(new LoadShape(new Rate(10), 1, new Mix(0.375, 0.125, 0.5, 0)), Duration.ZERO, 1, 1);
        List<ScheduledIntent> intents =
                Stream.generate(schedule::next).limit(80).toList();
        assertThat(kinds(intents))
                .isEqualTo(Map.of(IntentKind.LAUNCH, 30L, IntentKind.LIST, 10L, IntentKind.DESCRIBE, 40L));
    }

    private static Map<IntentKind, Long> kinds(List<ScheduledIntent> intents) {
        return intents.stream()
                .map(ScheduledIntent::kind)
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    }

    @Test
    void reachesItsRateAlongARampAndKeepsIt() {
        Schedule ramped = new Schedule(new LoadShape(new Rate(100), 10, LOAD.mix()), Duration.ofSeconds(4), 1, 1);
        long[] perSecond = new long[8];
        for (long due = ramped.next().dueNanos();
                due < 8_000_000_000L;
                due = ramped.next().dueNanos()) {
            perSecond[(int) (due / 1_000_000_000L)]++;
        }
        assertThat(perSecond).containsExactly(13, 37, 63, 87, 100, 100, 100, 100);
    }
}
