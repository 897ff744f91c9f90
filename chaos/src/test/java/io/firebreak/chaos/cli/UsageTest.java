package io.firebreak.chaos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.chaos.FirebreakCommand;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

class UsageTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path empty;

    private int run(String... arguments) {
        return FirebreakCommand.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
    }

    static Stream<String> everyCommand() {
        return FirebreakCommand.commandLine().getSubcommands().keySet().stream();
    }

    static Stream<String> everyVisibleCommand() {
        return FirebreakCommand.commandLine().getSubcommands().entrySet().stream()
                .filter(entry ->
                        !entry.getValue().getCommandSpec().usageMessage().hidden())
                .map(Map.Entry::getKey);
    }

    @ParameterizedTest
    @MethodSource("everyCommand")
    void everyCommandExplainsItself(String command) {
        assertThat(run(command, "--help")).isZero();
        assertThat(out.toString()).startsWith("Usage: firebreak " + command);
        assertThat(err.toString()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("everyVisibleCommand")
    void everyCommandTakesJson(String command) {
        CommandLine subcommand = Objects.requireNonNull(
                FirebreakCommand.commandLine().getSubcommands().get(command));
        assertThat(subcommand.getCommandSpec().findOption("--json")).isNotNull();
    }

    @ParameterizedTest
    @MethodSource("everyCommand")
    void everyCommandRefusesBadUsageInOneLine(String command) {
        assertThat(run(command, "--frobnicate")).isEqualTo(2);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString())
                .hasLineCount(1)
                .containsAnyOf("--frobnicate", "Missing required")
                .contains("--help");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            up --cells 0                    | --cells is 0: it must be 1 to 64
            up --cells 65                   | --cells is 65: it must be 1 to 64
            up --architecture round         | --architecture is 'round': it must be one of regional, cellular, shuffle
            up --zones 9                    | --zones is 9: it must be 1 to 8
            up --shard-size 9               | --shard-size is 9: it must be 1 to 8
            up --tenants -1 --routers 0     | --routers is 0: it must be 1 to 8; --tenants is -1: it must be 1 to 10000
            up --cells many                 | Invalid value for option '--cells'
            up --otlp collector:4318        | --otlp is 'collector:4318': it must be a URL such as http://127.0.0.1:4318
            launch --tenant t-001           | Missing required option: '--type=TYPE'
            launch --type c5.large          | Missing required option: '--tenant=T'
            instances                       | Missing required option: '--tenant=T'
            terminate --tenant t-001        | Missing required parameter: 'ID'
            launch --tenant t --type c5.large --count 0 | --count is 0: it must be at least 1
            tenant locks t-001              | ACTION is 'locks': it must be one of keys, add-key, revoke, limits
            tenant keys t-001 --key 0a      | --key is for revoke, not for keys
            tenant revoke t-001 --rate launch=1/1 | --rate, --quota and --default are for limits, not for revoke
            tenant limits t-001 --rate lunch=1/1 | --rate names 'lunch': it must be one of launch, change, describe, list
            tenant limits t-001 --rate launch=many | --rate launch is 'many': it must be RATE/BURST, as 10/20
            tenant limits t-001 --quota vcpus=-1 | --quota vcpus is '-1': it must be a whole number
            tenant limits t-001 --default all | --default names 'all': it must be one of launch, change, describe, list, instances, vcpus
            frob                            | Unmatched argument at index 0: 'frob'; accepted:
            up --celsl 3                    | '--celsl', '3'; accepted: --architecture --cells
            """)
    void badUsageIsOneLineAndExitCode2(String line, String expected) {
        assertThat(run(line.split(" "))).isEqualTo(2);
        assertThat(err.toString()).hasLineCount(1).contains(expected);
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void noCommandAtAllNamesTheCommandsThereAre() {
        assertThat(run()).isEqualTo(2);
        assertThat(err.toString())
                .hasLineCount(1)
                .contains("up", "down", "status")
                .doesNotContain("supervise");
    }

    @ParameterizedTest
    @CsvSource({
        "status",
        "down",
        "restart cells",
        "launch --tenant t-001 --type c5.large",
        "instances --tenant t-001",
        "terminate --tenant t-001 i-0001000000000000a",
        "tenant keys t-001"
    })
    void exitCode3WhenNoRegionRuns(String line) {
        assertThat(run((line + " --json --home " + empty).split(" "))).isEqualTo(3);
        assertThat(err.toString()).hasLineCount(1).contains("no region runs in " + empty);
        assertThat(out.toString()).isEmpty();
    }
}
