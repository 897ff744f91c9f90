package io.firebreak.chaos.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.chaos.install.Installation;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Does what docs/standalone-router.md tells its reader to do, with the files it names, and compares what comes out with what
 * stands there. Only the ports are others.
 */
class StandaloneExampleIT {
    private static final Path ROOT = Installation.locate().root();
    private static final Path EXAMPLE = ROOT.resolve("docs/examples/standalone-router");
    private static final Pattern STEP = Pattern.compile("```sh\n(.*?)```(?:\n```text\n(.*?)```)?", Pattern.DOTALL);
    private static final List<String> PORTS = List.of("8080", "8081", "9101", "9102", "9103", "9104");
    private static final int POLL_MILLIS = 200;
    private static final Duration START = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    private final Map<String, String> ports = new LinkedHashMap<>();
    private final List<Process> processes = new ArrayList<>();

    private record Step(String commands, String output) {}

    @BeforeEach
    void copyTheExample() throws IOException {
        List<ServerSocket> sockets = new ArrayList<>();
        for (String port : PORTS) {
            ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
            sockets.add(socket);
            ports.put(port, Integer.toString(socket.getLocalPort()));
        }
        for (ServerSocket socket : sockets) {
            socket.close();
        }
        for (String file : List.of("Cell.java", "router.yaml")) {
            Files.writeString(folder.resolve(file), here(Files.readString(EXAMPLE.resolve(file))));
        }
    }

    @AfterEach
    void endAll() {
        for (Process process : processes) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    @Test
    void comesOutAsThePageSays() throws Exception {
        List<Step> steps = steps();
        assertThat(steps).hasSizeGreaterThanOrEqualTo(4);
        Process started = shell(steps.getFirst(), folder.resolve("started.log"));
        long giveUp = System.nanoTime() + START.toNanos();
        while (!isReady()) {
            assertThat(started.isAlive() && System.nanoTime() - giveUp < 0)
                    .as("the example starts: %s", folder.resolve("started.log"))
                    .isTrue();
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
        for (Step step : steps.subList(1, steps.size())) {
            Path out = folder.resolve("out");
            shell(step, out).waitFor();
            assertThat(Files.readString(out)).as(step.commands()).isEqualTo(step.output());
        }
        assertThat(Files.readString(folder.resolve("started.log")))
                .contains(
                        "\"tenant\":\"acme\",\"method\":\"GET\",\"kind\":\"read\",\"path\":\"/orders/{}\",\"status\":200");
    }

    @Test
    void checksAFileAndSaysWhatIsWrongWithIt() throws Exception {
        Path out = folder.resolve("out");
        Step good = new Step("./firebreak router docs/examples/standalone-router/router.yaml --check", "");
        assertThat(shell(good, out).waitFor()).isZero();
        assertThat(Files.readString(out)).endsWith("4 cells, tenants named: 1, all others: 2 of 4 cells by shuffle\n");
        Path file = folder.resolve("router.yaml");
        Files.writeString(file, Files.readString(file).replace("k: 2", "k: 5"));
        Step bad = new Step("./firebreak router docs/examples/standalone-router/router.yaml --check 2>&1", "");
        assertThat(shell(bad, out).waitFor()).isEqualTo(2);
        assertThat(Files.readString(out))
                .isEqualTo("firebreak: %s:17: assign.k is '5'; accepted: a whole number of 1 to 4\n".formatted(file));
    }

    private static List<Step> steps() throws IOException {
        String page = Files.readString(ROOT.resolve("docs/standalone-router.md"));
        Matcher matcher = STEP.matcher(page);
        List<Step> steps = new ArrayList<>();
        while (matcher.find()) {
            steps.add(new Step(matcher.group(1), matcher.group(2) == null ? "" : matcher.group(2)));
        }
        return steps;
    }

    /** The same with free ports, and with the copies of the files that have them. */
    private String here(String text) {
        String with = text.replace("docs/examples/standalone-router/", folder + "/");
        for (Map.Entry<String, String> port : ports.entrySet()) {
            with = with.replace(port.getKey(), port.getValue());
        }
        return with;
    }

    private Process shell(Step step, Path out) throws IOException {
        ProcessBuilder builder = new ProcessBuilder("bash", "-c", here(step.commands()))
                .directory(ROOT.toFile())
                .redirectOutput(out.toFile());
        if (step.output().isEmpty()) {
            builder.redirectErrorStream(true);
        }
        String java = Path.of(System.getProperty("java.home")).toString();
        builder.environment().put("JAVA_HOME", java);
        builder.environment().put("PATH", java + "/bin:" + System.getenv("PATH"));
        builder.environment().put("FIREBREAK_BUILD", "never");
        Process process = builder.start();
        processes.add(process);
        return process;
    }

    private boolean isReady() throws InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            URI readiness = URI.create("http://127.0.0.1:%s/actuator/health/readiness".formatted(ports.get("8081")));
            boolean router = client.send(
                                    HttpRequest.newBuilder(readiness).build(),
                                    BodyHandlers.ofString(StandardCharsets.UTF_8))
                            .statusCode()
                    == 200;
            for (String port : PORTS.subList(2, PORTS.size())) {
                new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(ports.getOrDefault(port, "0"))).close();
            }
            return router;
        } catch (IOException notYet) {
            return false;
        }
    }
}
