package io.firebreak.chaos.bench.overload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
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
    void doesNotTakeSilenceForAnEmptyHeap() {
        assertThatIOException().isThrownBy(() -> Watched.heapInUse("up 1.0\n")).withMessageContaining("do not tell");
    }
}
