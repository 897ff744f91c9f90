package io.firebreak.chaos.report;

import io.firebreak.chaos.measure.CompareResult;
import io.firebreak.chaos.measure.ResultJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;

/** Writes {@code report.html}, {@code report.md}, {@code report.json} and {@code junit.xml} side by side, and the summary of a run. */
public final class ReportWriter {
    private ReportWriter() {}

    /**
     * Writes the four files, replacing what stands there.
     *
     * @param directory made when it is not there
     * @return the path of {@code report.html}
     * @throws UncheckedIOException when the directory cannot be written
     */
    public static Path write(Path directory, CompareResult result) {
        return written(
                directory,
                Map.of(
                        "report.json", ResultJson.write(result),
                        "report.md", Page.markdown(result),
                        "junit.xml", JUnitXml.of(result),
                        "report.html", Page.html(result)),
                "report.html");
    }

    /**
     * Writes {@code index.html}, {@code summary.md} and {@code summary.json}, replacing what stands there.
     *
     * @param directory in which each game day has a directory of its name
     * @return the path of {@code index.html}
     * @throws UncheckedIOException when the directory cannot be written
     */
    public static Path write(Path directory, RunSummary summary) {
        return written(
                directory,
                Map.of(
                        "summary.json", ResultJson.write(summary),
                        "summary.md", Page.markdown(summary),
                        "index.html", Page.html(summary)),
                "index.html");
    }

    /** Each file is there in its old or in its new form, never half of it: the program may be killed at any time. */
    private static Path written(Path directory, Map<String, String> texts, String page) {
        try {
            Files.createDirectories(directory);
            for (Map.Entry<String, String> text : texts.entrySet()) {
                Path attempt = directory.resolve("." + text.getKey() + ".tmp");
                Files.writeString(attempt, text.getValue());
                Files.move(
                        attempt,
                        directory.resolve(text.getKey()),
                        StandardCopyOption.ATOMIC_MOVE,
                        StandardCopyOption.REPLACE_EXISTING);
            }
            return directory.resolve(page);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the report to " + directory, e);
        }
    }
}
