package io.firebreak.chaos.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How many times a second the disk can be waited for, by PostgreSQL's own test. */
final class FsyncTest {
    private static final Pattern FDATASYNC = Pattern.compile("fdatasync\\s+([0-9.]+) ops/sec\\s+([0-9.]+) usecs/op");

    private FsyncTest() {}

    /** @param file on the disk of the database; made and deleted */
    static String run(Path program, Path file) throws IOException {
        String output =
                OsProcess.output(List.of(program.toString(), "--secs-per-test=1", "--filename=" + file), Map.of());
        Matcher one = FDATASYNC.matcher(output);
        return one.find() ? "fdatasync %s/s, %s µs each".formatted(one.group(1), one.group(2)) : output.strip();
    }
}
