package io.firebreak.chaos.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.chaos.FirebreakCommand;
import io.firebreak.chaos.measure.ResultJson;
import io.firebreak.chaos.report.SampleReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The sample has 4 of 99 tenants below the SLO with shuffle shards, and all with one cluster, which lost an instance. */
class GateCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder;

    private Path report;

    @BeforeEach
    void writeAReport() throws IOException {
        report = folder.resolve("report.json");
        Files.writeString(report, ResultJson.write(SampleReport.of("Poison pill")));
    }

    private int gate(String... arguments) {
        String[] all = new String[arguments.length + 2];
        all[0] = "gate";
        all[1] = report.toString();
        System.arraycopy(arguments, 0, all, 2, arguments.length);
        return FirebreakCommand.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(all);
    }

    @Test
    void passesWhatKeepsEveryBudget() {
        assertThat(gate("--budget", "belowSlo=0.05,lostInstances=0", "--budget", "duplicateInstances=0"))
                .isZero();
        assertThat(out.toString()).startsWith("shuffle: passes").contains("kept     belowSlo: 0.0404, budget 0.0500");
    }

    @Test
    void stopsWhenOneBudgetIsExceeded() {
        assertThat(gate("--budget", "belowSlo=0.04,lostInstances=0")).isEqualTo(1);
        assertThat(out.toString()).startsWith("shuffle: does not pass").contains("exceeded belowSlo");
    }

    @Test
    void takesWhatNeverCameForExceeded() {
        assertThat(gate("--budget", "recoverySeconds=3600")).isEqualTo(1);
        assertThat(out.toString()).contains("exceeded recoverySeconds: not measured, budget 3600");
    }

    @Test
    void stopsOnABrokenPromiseWhateverTheBudget() {
        assertThat(gate("--architecture", "regional", "--budget", "belowSlo=1")).isEqualTo(1);
        assertThat(out.toString()).contains("a promise was broken: 1 instance lost");
    }

    @Test
    void stopsOnTenantsThatWereNotScoredUnlessTheyAreAllowedFor() throws IOException {
        Files.writeString(report, Files.readString(report).replace("\"noDataTenants\" : 0", "\"noDataTenants\" : 2"));
        assertThat(gate("--budget", "belowSlo=1")).isEqualTo(1);
        assertThat(out.toString()).contains("2 tenants had too few intents to be scored");
        assertThat(gate("--budget", "belowSlo=1,noDataTenants=2")).isZero();
    }

    @Test
    void stopsWithoutAVerdict() throws IOException {
        Files.writeString(report, Files.readString(report).replace("\"agrees\"", "\"none\""));
        assertThat(gate("--budget", "belowSlo=1")).isEqualTo(1);
        assertThat(out.toString()).contains("the report has no verdict");
    }

    @Test
    void printsOneJsonDocument() {
        assertThat(gate("--json", "--budget", "belowSlo=0.05")).isZero();
        assertThat(out.toString()).contains("\"figure\" : \"belowSlo\"").contains("\"passes\" : true");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "belowSLO=0.05 | --budget names 'belowSLO': accepted are belowSlo, down",
                "belowSlo | --budget belowSlo is '': it must be a share of 0 to 1",
                "belowSlo=5% | --budget belowSlo is '5%': it must be a share of 0 to 1",
                "belowSlo=1.01 | --budget belowSlo is '1.01': it must be a share of 0 to 1",
                "lostInstances=-1 | --budget lostInstances is '-1': it must be a number from 0",
                "lostInstances=NaN | --budget lostInstances is 'NaN': it must be a number from 0",
            })
    void refusesBudgetsThatAreNone(String budget, String message) {
        assertThat(gate("--budget", budget)).isEqualTo(2);
        assertThat(err.toString()).contains(message);
    }

    @Test
    void refusesAnArchitectureTheReportDoesNotHave() {
        assertThat(gate("--architecture", "cellular", "--budget", "down=0")).isEqualTo(2);
        assertThat(err.toString()).contains("--architecture is 'cellular': the report has regional, shuffle");
    }

    @Test
    void refusesWhatIsNoReport() throws IOException {
        Files.writeString(report, "{}");
        assertThat(gate("--budget", "belowSlo=1")).isEqualTo(2);
        Files.writeString(report, "no JSON");
        assertThat(gate("--budget", "belowSlo=1")).isEqualTo(2);
        Files.delete(report);
        assertThat(gate("--budget", "belowSlo=1")).isEqualTo(2);
        assertThat(err.toString()).contains("is no report.json").contains("cannot be read: it must be a report.json");
    }
}
