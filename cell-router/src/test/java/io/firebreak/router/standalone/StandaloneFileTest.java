package io.firebreak.router.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firebreak.assigner.CellId;
import io.firebreak.assigner.Shard;
import io.firebreak.assigner.TenantId;
import io.firebreak.router.routing.RequestRate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StandaloneFileTest {
    private static final String GOOD = """
            listen: {port: 9000, managementPort: 9001, tls: {certificate: tls.crt, key: tls.key}}
            cells:
              - {id: cell-1, zone: a, nodes: ["http://127.0.0.1:1"]}
              - {id: cell-2, zone: b, weight: 2, nodes: ["http://127.0.0.1:2", "http://127.0.0.1:3/"]}
              - {id: cell-3, zone: c, nodes: ["http://127.0.0.1:4"]}
            tenants:
              from: [{apiKey: X-Api-Key}, {header: X-Tenant}, {hostLabel: 1}, {pathPrefix: /t/}, {query: tenant}]
              missing: public
              named:
                acme: [cell-1, cell-3]
                globex: {cells: [cell-2], rate: 5/s, apiKeys: [%s]}
            assign: {method: shuffle, k: 2, seed: 7}
            retry: {methods: [GET, PUT], idempotencyKey: true, hedge: false}
            spread: tenants
            host: node
            shed: {rate: 100/s, burst: 200}
            limits: {body: 64KB, timeout: 3s}
            accessLog: {to: none}
            probe: {path: /health}
            reload: {maximumMoved: 0.5}
            """.formatted("a".repeat(64));

    @TempDir
    private Path folder;

    @Test
    void readsEveryKey() throws IOException {
        StandaloneConfig config = read(GOOD).config();
        assertThat(config.cells()).hasSize(3);
        assertThat(config.cells().get(1).nodes())
                .map(Object::toString)
                .containsExactly("http://127.0.0.1:2", "http://127.0.0.1:3");
        assertThat(config.named().get(new TenantId("acme")))
                .isEqualTo(new Shard(List.of(new CellId("cell-1"), new CellId("cell-3"))));
        assertThat(config.rules().rateOf(new TenantId("globex"))).contains(new RequestRate(5, 5));
        assertThat(config.rules().rateOf(new TenantId("acme"))).contains(new RequestRate(100, 200));
        assertThat(config.rules().tenants().sources()).hasSize(5);
        assertThat(config.guard().maximumMoved()).isEqualTo(0.5);
        assertThat(config.start())
                .containsEntry("server.port", 9_000)
                .containsEntry("management.server.port", 9_001)
                .containsEntry("firebreak.router.tls.certificate", "tls.crt")
                .containsEntry("firebreak.router.tls.key", "tls.key")
                .containsEntry("firebreak.router.edge.maximum-body", "65536B")
                .containsEntry("firebreak.router.cells.budget", "3000ms")
                .containsEntry("firebreak.router.access-log.to", "none")
                .containsEntry("firebreak.router.probe.path", "/health");
    }

    /** One line of the good file is replaced; the message names file, line and key and what is accepted. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                ", key: tls.key}}|}}|1|missing key 'listen.tls.key'; accepted: the name of a file in PEM",
                "spread: tenants|spred: tenants|14|unknown key 'spred'; accepted: listen, cells,",
                "spread: tenants|spread: all|14|spread is 'all'; accepted: requests or tenants",
                "k: 2, seed: 7|k: 4, seed: 7|12|assign.k is '4'; accepted: a whole number of 1 to 3",
                "k: 2, seed: 7|seed: 7|12|missing key 'assign.k'; accepted: a whole number of 1 to 3",
                "method: shuffle, k: 2|method: rendezvous, k: 2|12|assign.k is '2'; accepted: a whole number of 1 to 1",
                "method: shuffle, k: 2|method: design, k: 2|12|assign has method 'design', which needs cells of equal weight",
                "method: shuffle|method: random|12|assign.method is 'random'; accepted: rendezvous, shuffle or design",
                "id: cell-2|id: cell-1|4|cells[2].id 'cell-1' stands twice; accepted: once",
                "127.0.0.1:4|127.0.0.1:1|5|cells[3].nodes[1] 'http://127.0.0.1:1' stands twice; accepted: once",
                "http://127.0.0.1:4|https://127.0.0.1:4|5|cells[3].nodes[1] is 'https://127.0.0.1:4'; accepted: a URL of",
                "weight: 2|weight: heavy|4|cells[2].weight is 'heavy'; accepted: a number above 0, to 1000",
                "[cell-1, cell-3]|[cell-1, cell-9]|10|tenants.named.acme[2] is 'cell-9'; accepted: a cell of the file",
                "acme: [|Acme: [|10|tenants.named.Acme is no name of a tenant; accepted: 1 to 40 characters",
                "rate: 5/s|rate: 5|11|tenants.named.globex.rate is '5'; accepted: a rate of 0.001/s to 1000000/s",
                "timeout: 3s|timeout: 3|17|limits.timeout is '3'; accepted: a duration of 1 ms to 600 s",
                "body: 64KB|body: 64 KB|17|limits.body is '64 KB'; accepted: a size of 1B to 1024MB",
                "port: 9000|port: 90000|1|listen.port is '90000'; accepted: a whole number of 0 to 65535",
                "{hostLabel: 1}|{hostLabel: 0}|7|tenants.from[3].hostLabel is '0'; accepted: a whole number of 1 to 9",
                "{pathPrefix: /t/}|{pathPrefix: t}|7|tenants.from[4].pathPrefix is 't'; accepted: a path that",
                "{query: tenant}|{cookie: tenant}|7|unknown key 'tenants.from[5].cookie'; accepted: apiKey, header,",
                "[GET, PUT]|[get]|13|retry.methods[1] is 'get'; accepted: one of DELETE, GET,",
                "hedge: false|hedge: maybe|13|retry.hedge is 'maybe'; accepted: true or false",
                "assign: {|assign: {{|13|not YAML",
                "missing: public|missing: 'pub lic'|8|tenants.missing is 'pub lic'; accepted: refuse, or the name",
            })
    void namesFileLineKeyAndWhatIsAccepted(String good, String bad, int line, String message) {
        assertThat(GOOD).contains(good);
        String prefix = "%s:%d: ".formatted(folder.resolve("router.yaml"), line);
        assertThatThrownBy(() -> read(GOOD.replace(good, bad)))
                .isInstanceOf(StandaloneFileException.class)
                .hasMessageStartingWith(prefix + message);
    }

    @Test
    void namesEveryMistakeAtOnceAndEachOnOneLine() {
        assertThatThrownBy(() -> read("cells: []\ntenants: {from: []}\nx: 1\n"))
                .message()
                .satisfies(message -> assertThat(message.lines())
                        .hasSize(4)
                        .allMatch(line -> line.contains("router.yaml:") && line.contains("; accepted: ")));
    }

    @Test
    void refusesWhatIsNoFileOfText() throws IOException {
        assertThatThrownBy(() -> StandaloneFile.read(folder.resolve("none.yaml")))
                .hasMessageEndingWith("none.yaml: there is no such file");
        assertThatThrownBy(() -> read("")).hasMessageContaining("router.yaml:1: the file is empty; accepted: ");
        Path bytes = Files.write(folder.resolve("bytes"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});
        assertThatThrownBy(() -> StandaloneFile.read(bytes)).hasMessageEndingWith("bytes: not UTF-8 text");
    }

    @Test
    void constructsNothingFromTags() {
        assertThatThrownBy(() -> read("!!javax.script.ScriptEngineManager [x]\n"))
                .hasMessageContaining("router.yaml:1: not YAML: Global tag is not allowed");
    }

    private StandaloneFile read(String text) throws IOException {
        return StandaloneFile.read(Files.writeString(folder.resolve("router.yaml"), text));
    }
}
