package io.firebreak.chaos.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class JvmTest {
    @Test
    void readsTheBytesOfEachClass() {
        assertThat(Jvm.bytesByClass("""
                 num     #instances         #bytes  class name (module)
                -------------------------------------------------------
                   1:         50861        5152432  [B (java.base@25.0.1)
                   2:         49637        1191288  java.lang.String (java.base@25.0.1)
                   3:          4200        1000000  [Ljdk.internal.vm.FillerElement; (java.base@25.0.1)
                 103:             1             24  io.firebreak.Thing
                 104:             2             48  io.firebreak.Thing
                Total        100501        6343768
                """))
                .isEqualTo(Map.of("[B", 5_152_432L, "java.lang.String", 1_191_288L, "io.firebreak.Thing", 72L));
    }
}
