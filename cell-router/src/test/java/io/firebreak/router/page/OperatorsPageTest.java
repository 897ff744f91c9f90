package io.firebreak.router.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.router.RouterApplication;
import io.firebreak.router.cells.CellThatAnswers;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The page as a browser would get it, without one. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OperatorsPageTest {
    private static final Pattern LOOKED_UP = Pattern.compile("\\bat\\('([a-z]+)'\\)");
    private static final Pattern VOID = Pattern.compile("<(meta|link|input)([^>]*)>");

    private final CellThatAnswers cell = new CellThatAnswers("cell-1");
    private final HttpClient client = HttpClient.newHttpClient();

    @SuppressWarnings("NullAway.Init")
    private ConfigurableApplicationContext router;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("router.yaml"), """
                listen: {port: 0, managementPort: 0}
                cells: [{id: cell-1, nodes: ["%s"]}]
                tenants: {from: [{header: X-Tenant}], named: {acme: [cell-1]}}
                accessLog: {to: none}
                """.formatted(cell.url()));
        SpringApplication application = new SpringApplication(RouterApplication.class);
        application.setRegisterShutdownHook(false);
        router = application.run("--firebreak.router.standalone.file=" + file);
    }

    @AfterAll
    void stop() {
        client.close();
        router.close();
        cell.close();
    }

    @Test
    void isOnePageOneStyleAndOneScriptFromHereAndNowhereElse() throws Exception {
        HttpResponse<String> page = get("/actuator/page");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html;charset=UTF-8");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .startsWith("default-src 'none'; script-src 'self'; style-src 'self'")
                .contains("frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(page.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(page.headers().firstValue("X-Frame-Options")).hasValue("DENY");
        Document html = parsed(page.body());
        for (String name : Set.of("src", "href")) {
            for (Element element : all(html)) {
                if (element.hasAttribute(name)) {
                    assertThat(get(element.getAttribute(name)).statusCode())
                            .as(element.getAttribute(name))
                            .isEqualTo(200);
                    assertThat(element.getAttribute(name)).startsWith("/actuator/");
                }
            }
        }
        assertThat(get("/actuator/page/page.js").headers().firstValue("Content-Type"))
                .hasValue("text/javascript;charset=UTF-8");
        assertThat(get("/").headers().firstValue("Location")).hasValue("/actuator/page");
    }

    @Test
    void hasEveryPlaceItsScriptFills() throws Exception {
        Set<String> ids = new HashSet<>();
        for (Element element : all(parsed(get("/actuator/page").body()))) {
            if (element.hasAttribute("id")) {
                assertThat(ids.add(element.getAttribute("id"))).isTrue();
            }
        }
        String script = get("/actuator/page/page.js").body();
        Matcher used = LOOKED_UP.matcher(script);
        Set<String> filled = new HashSet<>();
        while (used.find()) {
            filled.add(used.group(1));
        }
        assertThat(filled).hasSizeGreaterThan(5);
        assertThat(ids).containsAll(filled);
        assertThat(script).doesNotContain("innerHTML").doesNotContain("http://www.w3.org/1999");
    }

    /** Every member the script reads of the router's answer is there. */
    @Test
    void getsWhatItShows() throws Exception {
        JsonNode view = json("/actuator/router");
        for (String member :
                Set.of("tableVersion", "tableAgeSeconds", "tenants", "busiestTenantsOfLastMinute", "refused")) {
            assertThat(view.has(member)).as(member).isTrue();
        }
        for (String member : Set.of("inFlight", "retriesLeft", "requests", "shed")) {
            assertThat(view.path("traffic").has(member)).as(member).isTrue();
        }
        for (String member : Set.of("id", "zone", "state", "breaker", "askedLast", "nodes", "calls")) {
            assertThat(view.path("cells").path(0).has(member)).as(member).isTrue();
        }
        assertThat(json("/actuator/standalone").path("otherTenants").asString()).isEqualTo("unknown");
    }

    @Test
    void findsTheShardOfOneTenant() throws Exception {
        JsonNode acme = json("/actuator/router/acme");
        assertThat(acme.path("known").asBoolean()).isTrue();
        assertThat(acme.path("cells").path(0).path("id").asString()).isEqualTo("cell-1");
        assertThat(json("/actuator/router/nobody").path("known").asBoolean()).isFalse();
        assertThat(json("/actuator/router/No%20name").path("known").asBoolean()).isFalse();
    }

    private static Iterable<Element> all(Document html) {
        NodeList nodes = html.getElementsByTagName("*");
        return () -> IntStream.range(0, nodes.getLength())
                .mapToObj(i -> (Element) nodes.item(i))
                .iterator();
    }

    /** The page is written so that it is XML too, but for elements without an end and attributes without a value. */
    private static Document parsed(String html) throws Exception {
        String xml = VOID.matcher(html.replaceFirst("(?i)<!doctype html>", ""))
                .replaceAll("<$1$2/>")
                .replaceAll("\\s(defer|hidden|required)(?=[\\s/>])", " $1=\"\"");
        return DocumentBuilderFactory.newDefaultInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
    }

    private JsonNode json(String path) throws Exception {
        return JsonMapper.shared().readTree(get(path).body());
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        int port = router.getEnvironment().getRequiredProperty("local.management.port", Integer.class);
        return client.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d%s".formatted(port, path)))
                        .build(),
                BodyHandlers.ofString());
    }
}
