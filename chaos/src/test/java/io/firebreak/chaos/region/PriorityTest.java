package io.firebreak.chaos.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class PriorityTest {
    /** Of the fields behind the name in brackets. */
    private static final int NICENESS = 16;

    @Test
    void isRaisedWhenWhatStartedAtALowOneServes() throws Exception {
        assumeTrue(Files.isDirectory(Path.of("/proc/self")), "Linux only");
        Process process = new ProcessBuilder(Priority.low(List.of("sleep", "60"))).start();
        try {
            while (nicenessOf(process.pid()) == 0) {
                assertThat(process.isAlive()).isTrue();
                Thread.onSpinWait();
            }
            assertThat(nicenessOf(process.pid())).isEqualTo(10);
            assumeTrue(Priority.mayBeRaised(), "who runs this may not raise a priority");

            Priority.raise(process.pid());

            assertThat(nicenessOf(process.pid())).isZero();
        } finally {
            process.destroyForcibly();
        }
    }

    /** 0 is usual, 19 the lowest priority. */
    static int nicenessOf(long pid) throws IOException {
        String line = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
        return Integer.parseInt(line.substring(line.lastIndexOf(')') + 2).split(" ", -1)[NICENESS]);
    }
}
