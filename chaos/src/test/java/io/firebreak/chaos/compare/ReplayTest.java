package io.firebreak.chaos.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firebreak.chaos.FirebreakCommand;
import io.firebreak.chaos.fault.Journal;
import io.firebreak.chaos.journal.DayEnding;
import io.firebreak.chaos.journal.DayHeader;
import io.firebreak.chaos.journal.DayLog;
import io.firebreak.chaos.journal.RecordedRun;
import io.firebreak.chaos.journal.RunLog;
import io.firebreak.chaos.journal.UnreadableJournalException;
import io.firebreak.chaos.measure.DayEvidence;
import io.firebreak.chaos.measure.DayMeasure;
import io.firebreak.chaos.measure.FailedDay;
import io.firebreak.chaos.measure.IntentOutcome;
import io.firebreak.chaos.measure.Slo;
import io.firebreak.chaos.measure.Verdict;
import io.firebreak.chaos.region.Architecture;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a run wrote is what its journal gives again. */
class ReplayTest {
    private static final InstantSource NOON = InstantSource.fixed(Instant.parse("2026-01-01T12:00:00Z"));
    private static final long SECOND = 1_000_000_000L;
    private static final List<Architecture> ARCHITECTURES = List.of(Architecture.CELLULAR, Architecture.SHUFFLE);

    @TempDir
    private Path folder;

    private final List<Study> studies =
            List.of(SampleRun.study("first", List.of(3L, 4L)), SampleRun.study("second", List.of(3L)));
    private final Findings findings = new Findings(studies, ARCHITECTURES, SampleRun.STARTED);
    private Path live = Path.of("");
    private Path file = Path.of("");

    @BeforeEach
    void runOnce() {
        live = folder.resolve("live");
        file = live.resolve("journal.jsonl");
        try (Journal journal = Journal.open(file, NOON)) {
            RunLog log = new RunLog(journal);
            log.begins(
                    SampleRun.STARTED,
                    studies.stream().map(Study::recorded).toList(),
                    ARCHITECTURES.stream().map(Architecture::toString).toList());
            for (Architecture architecture : ARCHITECTURES) {
                for (Study study : studies) {
                    study.seeds().forEach(seed -> day(log, study, architecture, seed));
                }
            }
        }
        new Reports(live, studies).write(findings);
    }

    /** One day of each architecture fails. */
    private void day(RunLog log, Study study, Architecture architecture, long seed) {
        if (study.name().equals("second") && architecture == Architecture.SHUFFLE) {
            log.failed(study.name(), architecture.toString(), seed, "its region burned");
            findings.failed(study, new FailedDay(architecture.toString(), seed, "its region burned"));
            return;
        }
        DayEvidence evidence = SampleRun.evidence(study, seed);
        DayLog day = log.day(new DayHeader(
                log.nextDay(),
                study.name(),
                study.gameDay().title(),
                architecture.toString(),
                seed,
                4,
                2,
                Slo.of(study.gameDay()),
                evidence.tenants().stream().map(DayHeader.Tenant::of).toList()));
        day.predicted(architecture.toString(), seed, List.of("every node"), Set.of(), evidence.prediction());
        day.phase("warm-up", 0);
        List<IntentOutcome> outcomes = evidence.outcomes();
        for (int from = 0; from < outcomes.size(); from += 40) {
            day.outcomes(outcomes.subList(from, Math.min(from + 40, outcomes.size())), (from + 40) / 40 * SECOND);
            if (from == 800) {
                day.fault("starts", "kill-cells", "every node", List.of("cell-1"), 20 * SECOND + 5);
            }
        }
        day.measured(
                List.of(),
                new DayEnding(
                        evidence.times(), evidence.faults(), evidence.aborted(), evidence.audit(), outcomes.size()));
        findings.measured(study, architecture, 4, 2, DayMeasure.measure(evidence));
    }

    private static SortedMap<String, String> reports(Path directory) throws IOException {
        SortedMap<String, String> texts = new TreeMap<>();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path one : files.filter(Files::isRegularFile).toList()) {
                String name = directory.relativize(one).toString();
                if (!name.equals("journal.jsonl")) {
                    texts.put(name, Files.readString(one));
                }
            }
        }
        return texts;
    }

    @Test
    void givesTheSameReportsByteForByte() throws IOException {
        Path again = folder.resolve("again");
        new Replay(RecordedRun.read(live)).writeTo(again);
        assertThat(reports(again)).isEqualTo(reports(live));
        assertThat(reports(again).keySet())
                .contains("index.html", "summary.json", "summary.md", "first/report.html", "second/junit.xml");
        assertThat(reports(again).get("second/report.json")).contains("its region burned");
    }

    @Test
    void hasWhatWasDoneWhenTheRunWasKilled() throws IOException {
        List<String> lines = Files.readAllLines(file);
        int half = IntStream.range(0, lines.size())
                        .filter(line -> lines.get(line).contains("\"event\":\"measured\""))
                        .skip(2)
                        .findFirst()
                        .orElseThrow()
                + 8;
        String torn = lines.get(half).substring(0, 20);
        Files.writeString(file, String.join("\n", lines.subList(0, half)) + "\n" + torn);

        RecordedRun run = RecordedRun.read(file);
        assertThat(run.days()).hasSize(4);
        Findings found = new Replay(run).findings();
        assertThat(found.results().getFirst().architectures()).hasSize(1);
        assertThat(found.results().getFirst().verdict()).isEqualTo(Verdict.NONE);
        assertThat(found.results().getFirst().why()).isEqualTo("shuffle: 2 of 2 days are not run yet");
    }

    @Test
    void readsTheLastRunOfAJournalThatHasTwo() throws IOException {
        Files.writeString(file, Files.readString(file) + Files.readString(file));
        assertThat(RecordedRun.read(file).days()).hasSize(5);
    }

    /** As when a program was killed in the middle of a line, and the next one wrote into the same directory. */
    @Test
    void readsTheRunAfterOneThatWasTornOff() throws IOException {
        String whole = Files.readString(file);
        Files.writeString(file, whole.substring(0, whole.length() - 20) + "\n" + whole);
        assertThat(RecordedRun.read(file).days()).hasSize(5);
    }

    @Test
    void refusesAJournalWithAnUnreadableLineWithinARun() throws IOException {
        List<String> lines = Files.readAllLines(file);
        lines.set(3, "{\"event\":");
        Files.write(file, lines);
        assertThatThrownBy(() -> RecordedRun.read(file))
                .isInstanceOf(UnreadableJournalException.class)
                .hasMessageContaining("is no journal of a run");
    }

    @Test
    void refusesWhatIsNoJournal() throws IOException {
        assertThatThrownBy(() -> RecordedRun.read(folder.resolve("none")))
                .isInstanceOf(UnreadableJournalException.class)
                .hasMessageContaining("no such journal");
        Path other = Files.writeString(folder.resolve("other"), "{\"event\":\"run\",\"format\":9}\n{}\n");
        assertThatThrownBy(() -> RecordedRun.read(other))
                .isInstanceOf(UnreadableJournalException.class)
                .hasMessageContaining("its format is 9");
    }

    @Test
    void showsEachSecondWithWhatHappenedInIt() {
        ReplayedDay day = new Replay(RecordedRun.read(file)).days().getFirst();
        assertThat(day.seconds()).hasSize(60);
        assertThat(day.seconds().getFirst().happened()).containsExactly("warm-up");
        assertThat(day.seconds().get(20).happened()).containsExactly("kill-cells starts: every node");
        assertThat(day.seconds().get(35).belowSlo())
                .isGreaterThan(day.seconds().get(10).belowSlo());
        assertThat(day.whole()).isTrue();
    }

    @Test
    void isPrintedAndGivenAsJson() {
        StringWriter out = new StringWriter();
        assertThat(run(out, "replay", live.toString(), "--speed", "0", "--day", "2"))
                .isZero();
        assertThat(out.toString())
                .contains("day 2: The day first, cellular, seed 4: 20 tenants, expected below the SLO: 2")
                .contains("   20 s  kill-cells starts: every node")
                .doesNotContain("day 1:");

        StringWriter json = new StringWriter();
        Path again = folder.resolve("again");
        assertThat(run(json, "replay", file.toString(), "--json", "--out", again.toString()))
                .isZero();
        JsonNode document = new JsonMapper().readTree(json.toString());
        assertThat(document.path("days").size()).isEqualTo(5);
        assertThat(document.path("days").path(0).path("seconds").size()).isEqualTo(60);
        assertThat(again.resolve("index.html")).exists();
    }

    private static int run(StringWriter out, String... arguments) {
        return FirebreakCommand.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(new StringWriter()))
                .execute(arguments);
    }
}
