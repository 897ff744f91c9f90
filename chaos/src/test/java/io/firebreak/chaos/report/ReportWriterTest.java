package io.firebreak.chaos.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.chaos.measure.CompareResult;
import io.firebreak.chaos.measure.ResultJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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

    @Test
    void showsSeverityIntervalsPhasesAndTheWorstPair() throws IOException {
        String html = Files.readString(ReportWriter.write(directory, SampleReport.of("Poison pill")));

        assertThat(html)
                .contains("25.0 % (predicted 24.0 %), 20.0 % to 30.0 %")
                .contains("6.0 % (cell-2, cell-5)")
                .contains("<td>fault window</td><td class=\"n\">4,800</td>")
                .contains("0 of 900");
        assertThat(Files.readString(directory.resolve("report.md")))
                .contains("| shuffle shards of 2 of 8 cells | fault window | 4,800 | 96.0 % | 8 ms / 90 ms / 400 ms |");
    }

    @Test
    void summarisesSeveralGameDays() throws IOException {
        CompareResult good = SampleReport.of("Poison <pill>");
        RunSummary summary = RunSummary.of(List.of("poison-pill", "other"), List.of(good, good));
        Path page = ReportWriter.write(directory, summary);

        assertThat(page).isEqualTo(directory.resolve("index.html"));
        assertThat(Files.readString(page))
                .contains(
                        "2 game days: measured agrees with predicted in 2, disagrees in 0, no verdict in 0. Broken promises: 2.")
                .contains("<a href=\"poison-pill/report.html\">Poison &lt;pill&gt;</a>")
                .contains("0.02: measured 0.04")
                .doesNotContain("<script")
                .doesNotContain("http://");
        assertThat(Files.readString(directory.resolve("summary.md")))
                .contains("| [Poison <pill>](other/report.md) | shuffle | 3.0 % | 4.0 % | 0.75 |");
        assertThat(Files.readString(directory.resolve("summary.json")))
                .contains("\"architecture\" : \"regional\"")
                .contains("\"1 instance lost\"");
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
