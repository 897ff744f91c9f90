package io.firebreak.cell.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.cell.edge.ErrorCode;
import io.firebreak.cell.harness.Keys;
import io.firebreak.cell.harness.SharedCell;
import io.firebreak.cell.harness.TestCell;
import io.firebreak.cell.harness.TestCell.Answer;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ApiDescriptionIT {
    /** Of the region's own processes; a tenant never sees them. */
    private static final Set<ErrorCode> NOT_FOR_TENANTS =
            Set.of(ErrorCode.WRONG_EPOCH, ErrorCode.NOT_ARBITER, ErrorCode.NOT_FOUND, ErrorCode.METHOD_NOT_ALLOWED);

    /** Maps whose names are not the API's: a tenant's tags, and what hosts lack at the moment. */
    private static final Set<String> VARIABLE = Set.of("tags", "hostsLacking");

    private static TestCell cell;
    private static JsonNode description;

    @BeforeAll
    static void read() {
        cell = SharedCell.withTenants("reader");
        description = get("/v3/api-docs").body();
    }

    @Test
    void saysOfEveryCallWhatItDoesAndShowsAnExample() {
        assertThat(operations()).hasSizeGreaterThanOrEqualTo(12);
        operations().forEach((id, operation) -> {
            assertThat(operation.path("summary").asString("")).as(id).isNotBlank();
            if (operation.path("responses").has("204")) {
                return;
            }
            JsonNode success =
                    operation.path("responses").path(operation.path("responses").has("201") ? "201" : "200");
            assertThat(example(success.path("content"))).as("answer of " + id).isNotEmpty();
            if (operation.has("requestBody")) {
                assertThat(example(operation.path("requestBody").path("content")))
                        .as("body of " + id)
                        .isNotEmpty();
            }
        });
    }

    @Test
    void showsEveryProblemWithItsCodeAndDetail() {
        operations().forEach((id, operation) -> {
            assertThat(operation.path("responses").propertyNames()).as(id).contains("401", "429", "500", "503");
            operation
                    .path("responses")
                    .propertyStream()
                    .filter(response -> response.getKey().charAt(0) >= '4')
                    .forEach(response -> {
                        JsonNode examples = response.getValue()
                                .path("content")
                                .path("application/problem+json")
                                .path("examples");
                        assertThat(examples.size())
                                .as(id + " " + response.getKey())
                                .isPositive();
                        examples.propertyStream().forEach(example -> {
                            JsonNode document = example.getValue().path("value");
                            assertThat(document.path("code").asString()).isEqualTo(example.getKey());
                            assertThat(document.path("status").asString("")).isEqualTo(response.getKey());
                            assertThat(document.path("detail").asString(""))
                                    .as("the detail of %s is more than its title", example.getKey())
                                    .isNotBlank()
                                    .isNotEqualTo(document.path("title").asString());
                        });
                    });
        });
    }

    @Test
    void leavesOutNoCodeThatATenantMaySee() {
        Set<String> shown = operations().values().stream()
                .flatMap(operation -> operation.path("responses").propertyStream())
                .flatMap(response -> response.getValue()
                        .path("content")
                        .path("application/problem+json")
                        .path("examples")
                        .propertyStream())
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());

        for (ErrorCode code : ErrorCode.values()) {
            if (!NOT_FOR_TENANTS.contains(code)) {
                assertThat(shown).contains(code.name());
            }
        }
    }

    @Test
    void showsRequestsTheCellAcceptsAndAnswersOfTheirShape() {
        Answer launched = send("POST", "/v1/instances", "launchInstances");
        String path = "/v1/instances/" + launched.ids().getFirst();
        cell.awaitState("reader", launched.ids().getFirst(), "running");

        sameShape(launched, "launchInstances", 201);
        sameShape(send("PUT", path + "/tags", "replaceTags"), "replaceTags", 200);
        sameShape(send("PATCH", path + "/tags", "mergeTags"), "mergeTags", 200);
        sameShape(cell.get("reader", path), "describeInstance", 200);
        sameShape(cell.get("reader", path + "/history"), "describeInstanceHistory", 200);
        sameShape(cell.get("reader", "/v1/instances"), "listInstances", 200);
        sameShape(cell.get("reader", "/v1/instance-types"), "listInstanceTypes", 200);
        sameShape(cell.get("reader", "/v1/shard"), "describeShard", 200);
        sameShape(cell.get("reader", "/v1/limits"), "describeLimits", 200);
        sameShape(cell.get("reader", path + "/placement"), "explainPlacement", 200);
        sameShape(cell.get("reader", "/v1/placement?instanceType=c5.large"), "explainLaunch", 200);
        sameShape(send("POST", "/v1/placement-groups", "createPlacementGroup"), "createPlacementGroup", 201);
        sameShape(cell.get("reader", "/v1/placement-groups"), "listPlacementGroups", 200);
        sameShape(cell.get("reader", "/v1/placement-groups/web"), "describePlacementGroup", 200);
        sameShape(cell.post("reader", path + ":reboot", ""), "rebootInstance", 200);
        sameShape(cell.post("reader", path + ":stop", ""), "stopInstance", 200);
        cell.awaitState("reader", launched.ids().getFirst(), "stopped");
        sameShape(cell.post("reader", path + ":start", ""), "startInstance", 200);
        sameShape(cell.delete("reader", launched.ids().getFirst()), "terminateInstance", 200);
        sameShape(cell.get("reader", "/v1/audit?limit=1"), "listAudit", 200);
    }

    @Test
    void isShownInABrowserWithoutAnythingFromElsewhere() throws Exception {
        String page = page("/swagger-ui/index.html").body();

        assertThat(page).contains("swagger-ui-bundle.js").doesNotContain("http://", "https://");
        assertThat(page("/swagger-ui/swagger-ui-bundle.js").statusCode()).isEqualTo(200);
        assertThat(get("/v3/api-docs/swagger-config").body().path("url").asString())
                .isEqualTo("/v3/api-docs");
        assertThat(description.path("servers").path(0).path("url").asString()).isEqualTo("/");
    }

    private static void sameShape(Answer answer, String operation, int status) {
        assertThat(answer.status()).as(operation).isEqualTo(status);
        JsonNode documented = operation(operation);
        JsonNode example = example(
                documented.path("responses").path(Integer.toString(status)).path("content"));
        assertThat(names(answer.body())).as(operation).isEqualTo(names(example));
    }

    /** The names in a document, to the first element of each list; what stands in a variable map is left out. */
    private static Set<String> names(JsonNode node) {
        Set<String> names = new TreeSet<>();
        node.propertyStream().forEach(property -> {
            names.add(property.getKey());
            if (!VARIABLE.contains(property.getKey())) {
                JsonNode value = property.getValue();
                names(value.isArray() ? value.path(0) : value)
                        .forEach(name -> names.add(property.getKey() + "." + name));
            }
        });
        return names;
    }

    private static Answer send(String method, String path, String operation) {
        JsonNode body = example(operation(operation).path("requestBody").path("content"));
        return cell.send(cell.as(Keys.of("reader"), path)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body.toString())));
    }

    private static JsonNode example(JsonNode content) {
        return StreamSupport.stream(content.spliterator(), false)
                .map(media -> media.path("example"))
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode operation(String id) {
        return Objects.requireNonNull(operations().get(id), id);
    }

    private static Map<String, JsonNode> operations() {
        Map<String, JsonNode> operations = new TreeMap<>();
        description
                .path("paths")
                .forEach(path -> path.forEach(operation ->
                        operations.put(operation.path("operationId").asString(), operation)));
        return operations;
    }

    private static Answer get(String path) {
        return cell.send(HttpRequest.newBuilder(cell.url().resolve(path)));
    }

    private static HttpResponse<String> page(String path) throws Exception {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(cell.url().resolve(path)).build(), HttpResponse.BodyHandlers.ofString());
    }
}
