package io.firebreak.router.accesslog;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/**
 * Which requests have a line, and where it goes. The reasons for each value stand in {@code application.yaml}.
 *
 * @param file where lines go with {@link Target#FILE}; this router's own
 * @param oneIn of the quick good answers, one in so many has a line
 * @param slow an answer that took as long has a line in any case, as has every failure
 * @param linesPerSecond no more than this many; the rest is dropped and counted
 * @param queue lines that wait to be written; more are dropped and counted
 * @param fileSize a file as large is put aside
 * @param files this many put aside are kept, the oldest goes
 */
public record AccessLogSettings(
        @NotNull Target to,
        @Nullable Path file,
        @Min(1) @Max(1_000_000) int oneIn,
        Duration slow,
        @Min(1) @Max(100_000) int linesPerSecond,
        @Min(1) @Max(100_000) int queue,
        DataSize fileSize,
        @Min(1) @Max(100) int files) {
    /** Where lines go. */
    public enum Target {
        NONE,
        STDOUT,
        FILE
    }

    public AccessLogSettings {
        if (to == Target.FILE && file == null) {
            throw new IllegalArgumentException("access-log.to is file: access-log.file must name one");
        }
    }
}
