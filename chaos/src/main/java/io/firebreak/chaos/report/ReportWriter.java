package io.firebreak.chaos.report;

import io.firebreak.chaos.measure.CompareResult;
import io.firebreak.chaos.measure.ResultJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes {@code report.html}, {@code report.md}, {@code report.json} and {@code junit.xml} side by side. */
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
        try {
            Files.createDirectories(directory);
            Files.writeString(directory.resolve("report.json"), ResultJson.write(result));
            Files.writeString(directory.resolve("report.md"), Page.markdown(result));
            Files.writeString(directory.resolve("junit.xml"), JUnitXml.of(result));
            return Files.writeString(directory.resolve("report.html"), Page.html(result));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the report to " + directory, e);
        }
    }
}
