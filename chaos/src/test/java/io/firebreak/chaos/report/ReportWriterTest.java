package io.firebreak.chaos.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.chaos.measure.CompareResult;
import io.firebreak.chaos.measure.ResultJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;

class ReportWriterTest {
    @TempDir
    Path directory;

    @Test
    void writesTheFourFilesAndNamesThePage() throws IOException {
        CompareResult result = SampleReport.of("Poison pill");
        Path page = ReportWriter.write(directory.resolve("new"), result);

        assertThat(page).isEqualTo(directory.resolve("new/report.html"));
        assertThat(ResultJson.read(Files.readString(directory.resolve("new/report.json"))))
                .isEqualTo(result);
        assertThat(Files.readString(directory.resolve("new/report.md")))
                .contains("| shuffle shards of 2 of 8 cells | 4.0 % | 3.0 % | 0.75 |")
                .contains("Hit but not predicted: t-004. Predicted but spared: none.");
    }

    @Test
    void drawsWhatItSaysWithoutReachingForTheNetwork() throws IOException {
        String html = Files.readString(ReportWriter.write(directory, SampleReport.of("Poison pill")));

        assertThat(html)
                .contains(
                        "Tenants below their SLO: 100 % with one regional cluster, 4.0 % with shuffle shards of 2 of 8 cells.")
                .contains("4 hit")
                .contains("99 hit")
                .contains("./firebreak compare chaos/gamedays/poison-pill.yaml");
        assertThat(html).doesNotContain("http://").doesNotContain("https://").doesNotContain("<script");
    }

    @Test
    void escapesWhatAGameDayFileSays() throws IOException {
        Path page = ReportWriter.write(directory, SampleReport.of("<script>alert('x')</script> & co"));

        assertThat(Files.readString(page)).doesNotContain("<script>alert").contains("&lt;script&gt;");
        assertThat(junit().getDocumentElement().getAttribute("name")).startsWith("<script>");
    }

    @Test
    void countsAFailureForEachBrokenPromiseDisagreementAndBudget() throws IOException {
        ReportWriter.write(directory, SampleReport.of("Poison pill"));

        assertThat(junit().getDocumentElement().getAttribute("tests")).isEqualTo("5");
        assertThat(junit().getDocumentElement().getAttribute("failures")).isEqualTo("2");
        assertThat(junit().getElementsByTagName("failure")
                        .item(0)
                        .getAttributes()
                        .getNamedItem("message")
                        .getNodeValue())
                .isEqualTo("1 instance lost");
    }

    private Document junit() {
        try {
            return DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(directory.resolve("junit.xml").toFile());
        } catch (Exception e) {
            throw new AssertionError("junit.xml is no XML", e);
        }
    }
}
