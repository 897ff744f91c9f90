package io.firebreak.chaos.bench.overload;

import io.firebreak.chaos.region.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** The goodput curve as files: second by second for a table calculation, whole for programs, drawn for people. */
final class GoodputFiles {
    private GoodputFiles() {}

    /** Writes all three into a directory, which is made. */
    static List<Path> write(Path directory, Overload overload, Steps steps, Timeline timeline) throws IOException {
        Files.createDirectories(directory);
        return List.of(
                Files.writeString(directory.resolve("goodput.csv"), csv(steps, timeline)),
                Files.writeString(directory.resolve("goodput.json"), Json.MAPPER.writeValueAsString(overload)),
                Files.writeString(directory.resolve("goodput.svg"), GoodputPlot.of(overload, steps, timeline)));
    }

    /** One line for each second in which requests were due. */
    static String csv(Steps steps, Timeline timeline) {
        StringBuilder csv = new StringBuilder("second,load,offered,due,good\n");
        for (int second = 0; second < timeline.seconds(); second++) {
            Duration at = Duration.ofSeconds(second);
            csv.append(String.format(
                    Locale.ROOT,
                    "%d,%s,%.1f,%d,%d\n",
                    second,
                    steps.all().get(steps.at(at.toNanos())).factor(),
                    steps.rateAt(at),
                    timeline.due(second),
                    timeline.good(second)));
        }
        return csv.toString();
    }
}
