package io.firebreak.chaos.bench.overload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WatchedTest {
    @Test
    void addsUpThePartsOfTheHeapAndNothingElse() throws IOException {
        assertThat(Watched.heapInUse("""
                # TYPE jvm_memory_used_bytes gauge
                jvm_memory_used_bytes{area="heap",id="Eden Space"} 1.5E7
                jvm_memory_used_bytes{area="heap",id="Tenured Gen"} 2000000.0
                jvm_memory_used_bytes{area="nonheap",id="Metaspace"} 9.9E7
                jvm_memory_max_bytes{area="heap",id="Eden Space"} 3.0E7
                """)).isEqualTo(17_000_000);
    }

    @Test
    void namesTheClassesThatGrewMost() {
        Map<String, Long> before = Map.of("[B", 4_096L, "gone", 9_000L, "same", 2_000L);
        Map<String, Long> after = Map.of("[B", 2_101_248L, "new", 10_240L, "same", 2_001L);

        assertThat(Watched.grown(before, after, 8)).containsExactly("[B +2,048 KiB", "new +10 KiB");
        assertThat(Watched.grown(before, after, 1)).containsExactly("[B +2,048 KiB");
    }

    @Test
    void doesNotTakeSilenceForAnEmptyHeap() {
        assertThatIOException().isThrownBy(() -> Watched.heapInUse("up 1.0\n")).withMessageContaining("do not tell");
    }
}
