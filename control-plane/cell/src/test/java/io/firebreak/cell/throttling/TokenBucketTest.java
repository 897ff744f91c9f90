package io.firebreak.cell.throttling;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.cell.access.TenantLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenBucketTest {
    private static final long START = 1_000_000_000_000L;
    private static final Allowance TEN_A_SECOND_FIVE_AT_ONCE = new Allowance(100_000_000, 5);

    private final TokenBucket bucket = new TokenBucket();

    @Test
    void givesItsBurstAtOnceAndThenItsRate() {
        for (int left = 4; left >= 0; left--) {
            TokenBucket.Take take = bucket.take(START, TEN_A_SECOND_FIVE_AT_ONCE);
            assertThat(take.taken()).isTrue();
            assertThat(take.left()).isEqualTo(left);
        }
        assertThat(bucket.take(START, TEN_A_SECOND_FIVE_AT_ONCE))
                .isEqualTo(new TokenBucket.Take(false, 0, 100_000_000, 500_000_000));
        assertThat(bucket.take(START + 99_999_999, TEN_A_SECOND_FIVE_AT_ONCE).taken())
                .isFalse();
        assertThat(bucket.take(START + 100_000_000, TEN_A_SECOND_FIVE_AT_ONCE).taken())
                .isTrue();
        assertThat(bucket.take(START + 100_000_000, TEN_A_SECOND_FIVE_AT_ONCE).taken())
                .isFalse();
    }

    @Test
    void neverHoldsMoreThanItsBurst() {
        bucket.take(START, TEN_A_SECOND_FIVE_AT_ONCE);

        assertThat(bucket.take(Long.MAX_VALUE / 2, TEN_A_SECOND_FIVE_AT_ONCE).left())
                .isEqualTo(4);
    }

    @Test
    void costsOneEmptyBucketWhenTheClockIsSetBack() {
        for (int i = 0; i < 5; i++) {
            bucket.take(START, TEN_A_SECOND_FIVE_AT_ONCE);
        }
        long hourBefore = START - 3_600_000_000_000L;

        assertThat(bucket.take(hourBefore, TEN_A_SECOND_FIVE_AT_ONCE).taken()).isFalse();
        assertThat(bucket.take(hourBefore, TEN_A_SECOND_FIVE_AT_ONCE).nanosToNext())
                .isEqualTo(100_000_000);
        assertThat(bucket.take(hourBefore + 100_000_000, TEN_A_SECOND_FIVE_AT_ONCE)
                        .taken())
                .as("and not an hour of them")
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void agreesWithABucketThatIsFilledNanosecondByNanosecond(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Allowance allowance = new Allowance(random.nextLong(1, 1_000), random.nextInt(1, 20));
        long now = START;
        long filled = allowance.nanosToFill();
        for (int i = 0; i < 10_000; i++) {
            long pause = random.nextLong(0, 2 * allowance.nanosPerRequest());
            now += pause;
            filled = Math.min(allowance.nanosToFill(), filled + pause);
            boolean has = filled >= allowance.nanosPerRequest();
            filled -= has ? allowance.nanosPerRequest() : 0;

            TokenBucket.Take take = bucket.take(now, allowance);

            assertThat(take.taken()).as("seed %d, step %d", seed, i).isEqualTo(has);
            assertThat(take.left()).isEqualTo(filled / allowance.nanosPerRequest());
        }
    }

    @Test
    void givesNoTokenTwiceToThreadsThatTakeAtOnce() throws Exception {
        Allowance allowance = new Allowance(1_000_000_000_000L, 1_000);
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Future<Integer>> counts = new ArrayList<>();
            for (int thread = 0; thread < 8; thread++) {
                counts.add(threads.submit(() -> {
                    int taken = 0;
                    for (int i = 0; i < 500; i++) {
                        taken += bucket.take(START, allowance).taken() ? 1 : 0;
                    }
                    return taken;
                }));
            }
            int taken = 0;
            for (Future<Integer> count : counts) {
                taken += count.get();
            }
            assertThat(taken).isEqualTo(1_000);
        }
    }

    @Test
    void isCutIntoEqualPartsForTheNodes() {
        var limit = new TenantLimits.Rate(100, 50);

        assertThat(Allowance.part(limit, 1)).isEqualTo(new Allowance(10_000_000, 50));
        assertThat(Allowance.part(limit, 4)).isEqualTo(new Allowance(40_000_000, 12));
        assertThat(Allowance.part(limit, 200).burst()).isEqualTo(1);
    }
}
