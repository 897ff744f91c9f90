package io.firebreak.chaos.toolkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.firebreak.chaos.FirebreakCommand;
import io.firebreak.chaos.gameday.GameDay;
import io.firebreak.chaos.gameday.GameDayParser;
import io.firebreak.chaos.gameday.Step;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ImportCommandTest {
    private static final String EXPERIMENT = """
            {
              "version": "1.0.0",
              "title": "What if \\"cell-3\\" dies?",
              "description": "Others go on",
              "tags": ["cell"],
              "configuration": {"url": "http://127.0.0.1:8080"},
              "steady-state-hypothesis": {
                "title": "served",
                "probes": [
                  {"type": "probe", "name": "good share", "tolerance": [0.95, 1.0],
                   "provider": {"type": "python", "module": "mine", "func": "share"}},
                  {"type": "probe", "name": "answers", "tolerance": 200,
                   "provider": {"type": "http", "url": "http://127.0.0.1:8080/health"}}
                ]
              },
              "method": [
                {"type": "action", "name": "kill-it", "pauses": {"before": 5, "after": 30},
                 "provider": {"type": "python", "module": "chaosk8s.pod.actions", "func": "terminate_pods",
                              "arguments": {"label_selector": "firebreak.io/cell=cell-3,app=node", "all": true}}},
                {"type": "probe", "name": "look", "provider": {"type": "process", "path": "ls"}},
                {"type": "action", "name": "stop-it", "pauses": {"after": 20.5},
                 "provider": {"type": "process", "path": "/usr/bin/pkill", "arguments": "-STOP -f cell-12"}},
                {"type": "action", "name": "fill-it",
                 "provider": {"type": "python", "module": "chaosaws.ec2.actions", "func": "stop_instance"}}
              ],
              "rollbacks": []
            }
            """;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder;

    private int run(String experiment, String... options) throws IOException {
        Path file = Files.writeString(folder.resolve("experiment.json"), experiment);
        String[] arguments = new String[options.length + 2];
        arguments[0] = "import";
        arguments[1] = file.toString();
        System.arraycopy(options, 0, arguments, 2, options.length);
        return FirebreakCommand.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
    }

    @Test
    void makesAGameDayThatCanBeRun() throws IOException {
        Path made = folder.resolve("made.yaml");
        assertThat(run(EXPERIMENT, "--out", made.toString())).isZero();
        GameDay gameDay = GameDayParser.parse(made);
        assertThat(gameDay.title()).isEqualTo("What if \"cell-3\" dies?");
        assertThat(gameDay.steadyState().require().availability().limit()).isEqualTo(0.95);
        assertThat(gameDay.region().cells()).isEqualTo(12);
        assertThat(gameDay.method())
                .extracting(step -> step.fault().label(), Step::at, Step::lasts)
                .containsExactly(
                        tuple("kill-cell", Duration.ZERO, Duration.ofMillis(50_500)),
                        tuple("pause-cell", Duration.ofSeconds(30), Duration.ofSeconds(36)));
        assertThat(out.toString()).contains("mapped: action 'kill-it': kill-cell {cell: cell-3}");
        assertThat(err.toString().lines())
                .containsExactly(
                        "not mapped: probe 'answers': its tolerance is no share of good answers; 0.99 of the load's intents must be good",
                        "not mapped: probe 'look' in the method: a game day measures all the time",
                        "not mapped: action 'fill-it' (chaosaws.ec2.actions.stop_instance): no fault does this to a part of a region",
                        "not mapped: configuration: a game day has nothing like it");
    }

    @Test
    void isGivenAsJsonToo() throws IOException {
        assertThat(run(EXPERIMENT, "--json")).isZero();
        JsonNode document = new JsonMapper().readTree(out.toString());
        assertThat(document.path("gameday").asString()).contains("kill-cell");
        assertThat(document.path("mapped").size()).isEqualTo(3);
        assertThat(document.path("notMapped").size()).isEqualTo(4);
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void refusesAnExperimentOfWhichNothingMaps() throws IOException {
        String other = EXPERIMENT.replace("terminate_pods", "exec_in_pods").replace("/usr/bin/pkill", "/usr/bin/tc");
        assertThat(run(other)).isEqualTo(2);
        assertThat(err.toString())
                .hasLineCount(1)
                .contains("no action of its method maps")
                .contains("fill-it");
        assertThat(out.toString()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"title": 1              | not JSON
            []                       | no experiment
            {"title": "t"}           | no experiment
            """)
    void refusesWhatIsNoExperiment(String text, String expected) throws IOException {
        assertThat(run(text)).isEqualTo(2);
        assertThat(err.toString()).hasLineCount(1).contains(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "none", textBlock = """
            {"label_selector": "component=router"}                                  | kill-router
            {"label_selector": "component=directory"}                               | kill-directory
            {"label_selector": "component=database,cell=cell-2"}                    | kill-database
            {"label_selector": "app=cell", "rand": true}                            | kill-node
            {"label_selector": "app=cell", "mode": "percentage", "qty": 100}        | kill-cell
            {"label_selector": "cell=cell-2", "all": true}                          | kill-cell
            {"label_selector": "cell=${cell}", "all": true}                         | none
            {"label_selector": "app=shop"}                                          | none
            {"name_pattern": "shop"}                                                | none
            """)
    void mapsPodsByTheirLabels(String arguments, @Nullable String fault) {
        assertFault("""
                {"type": "python", "module": "chaosk8s.pod.actions", "func": "terminate_pods", "arguments": %s}
                """.formatted(arguments), fault);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "none", textBlock = """
            pkill   | "-9 -f cell-3/node-1"        | kill-node
            pkill   | "-KILL -f cell-3"            | kill-cell
            pkill   | "-f cell-3/database"         | kill-database
            killall | {"-s": "STOP", "cell-3": ""} | pause-cell
            pkill   | "-STOP cell-3/node-1"        | none
            pkill   | "-9 router-2"                | kill-router
            pkill   | "-9 directory"               | kill-directory
            kill    | "--signal=SIGSTOP cell-3"    | pause-cell
            kill    | "-s TERM cell-3"             | kill-cell
            kill    | "-CONT cell-3"               | none
            kill    | "-0 cell-3"                  | none
            pkill   | "-9 -f cell-3/fleet"         | none
            pkill   | "-9 java"                    | none
            tc      | "cell-3"                     | none
            """)
    void mapsSignalsByTheProcessTheyName(String path, String arguments, @Nullable String fault) {
        assertFault("""
                {"type": "process", "path": "%s", "arguments": %s}
                """.formatted(path, arguments), fault);
    }

    private static void assertFault(String provider, @Nullable String fault) {
        JsonNode json = new JsonMapper().readTree(provider);
        if (fault == null) {
            assertThat(ActionMapping.of(json)).isEmpty();
        } else {
            assertThat(ActionMapping.of(json))
                    .hasValueSatisfying(it -> assertThat(it.fault()).isEqualTo(fault));
        }
    }
}
