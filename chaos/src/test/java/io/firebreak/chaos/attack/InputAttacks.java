package io.firebreak.chaos.attack;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Texts, bodies, cursors, methods and paths that are not what a call takes. The key is valid. */
final class InputAttacks {
    /** Numbers stay what they are, however large: infinity would be written as a text. */
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    /** Values of these may be any text; what nobody has gives an empty list. */
    private static final Set<String> FREE = Set.of("type", "zone", "tag.team", "placementGroup", "instanceType");

    private static final List<String> METHODS =
            List.of("GET", "PUT", "POST", "PATCH", "DELETE", "OPTIONS", "HEAD", "TRACE", "PROPFIND", "BREW");

    private final URI server;
    private final String key;
    private final String something;
    private final List<Attack> attacks = new ArrayList<>();

    /** @param something an id that is not the caller's, so that nothing is changed by what turns out to be right */
    private InputAttacks(URI server, String key, String something) {
        this.server = server;
        this.key = key;
        this.something = something;
    }

    static List<Attack> on(URI server, String key, String something, List<ApiCall> calls) {
        InputAttacks inputs = new InputAttacks(server, key, something);
        for (ApiCall call : calls) {
            inputs.paths(call);
            inputs.queries(call);
            if (call.hasBody()) {
                inputs.fields(call);
                inputs.bodies(call);
                inputs.mediaTypes(call);
            }
        }
        inputs.methods(calls);
        return inputs.attacks;
    }

    private void paths(ApiCall call) {
        if (call.namesOne()) {
            for (String text : Strings.INJECTIONS) {
                add("injection in a path", call.method(), call.pathOf(Strings.escaped(text)), call, Attack.REFUSED);
            }
        }
    }

    private void queries(ApiCall call) {
        String path = call.pathOf(something);
        for (String name : call.query()) {
            for (String text : Strings.INJECTIONS) {
                String target = path + "?" + name + "=" + Strings.escaped(text);
                add("injection in a query", call.method(), target, call, Attack.NOTHING_OR_REFUSED);
                if (!FREE.contains(name) && !text.isBlank()) {
                    add(
                            "twice in a query",
                            call.method(),
                            target + "&" + target.substring(path.length() + 1),
                            call,
                            Attack.REFUSED);
                }
            }
        }
        add(
                "unknown parameter",
                call.method(),
                path + "?%00=%ff&a[]=1",
                call,
                Attack.NOTHING_OR_REFUSED,
                call.query().isEmpty());
    }

    private void fields(ApiCall call) {
        JsonNode example = call.body().orElseGet(JSON::createObjectNode);
        for (String field : example.propertyNames()) {
            for (String text : Strings.INJECTIONS) {
                field(call, example, field, JSON.getNodeFactory().stringNode(text), "injection in a field");
            }
            for (String json : List.of(
                    "{}", "[]", "[[]]", "true", "-1", "1.5", "1e400", "99999999999999999999", "{\"a\":{\"b\":1}}")) {
                field(call, example, field, JSON.readTree(json), "wrong type of a field");
            }
        }
    }

    private void field(ApiCall call, JsonNode example, String field, JsonNode value, String kind) {
        if (example instanceof ObjectNode object) {
            ObjectNode body = object.deepCopy();
            body.set(field, value);
            if (call.path().equals("/v1/instances")) {
                body.put(
                        "imageId",
                        "a b"); // tokens and zones may be any text of some length: nothing is launched for one
            }
            attacks.add(begin(kind, call.method(), call.pathOf(something))
                    .body(call.mediaType(), JSON.writeValueAsBytes(body))
                    .must(Attack.REFUSED));
        }
    }

    private void bodies(ApiCall call) {
        String deep = "{\"a\":".repeat(5_000) + "1" + "}".repeat(5_000);
        List<byte[]> bodies = new ArrayList<>();
        for (String text : List.of(
                "",
                "{",
                "}",
                "[",
                "[]",
                "null",
                "1",
                "\"x\"",
                "{]",
                "{\"a\"}",
                "{'a':1}",
                "{\"a\":1,}",
                "{} {}",
                "//x\n{}",
                "{\"a\":NaN}",
                "{\"a\":+1}",
                "{\"a\":01}",
                "{\"a\":\"\u0001\"}",
                "{\"a\":\"\\ud800\"}x",
                "{\"\\u0000\":[{}]}",
                "[".repeat(20_000),
                deep,
                "{\"a\":" + "[".repeat(900) + "]".repeat(900) + "}",
                "{\"" + "n".repeat(5_000) + "\":1}",
                "{\"a\":" + "9".repeat(5_000) + "}",
                "{\"imageId\":\"" + "x".repeat(50_000) + "\"}",
                "{\"x\":\"" + "x".repeat(80_000) + "\"}",
                "<?xml version=\"1.0\"?><a/>",
                "a=1&b=2",
                "--x\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: x\r\n\r\n")) {
            bodies.add(text.getBytes(StandardCharsets.UTF_8));
        }
        bodies.add(new byte[] {(byte) 0xff, (byte) 0xfe, 0, 0});
        bodies.add(new byte[] {'{', '"', (byte) 0xc0, (byte) 0xae, '"', ':', '1', '}'});
        bodies.add("{\"a\":1}x".getBytes(StandardCharsets.UTF_16BE));
        for (byte[] body : bodies) {
            attacks.add(begin("malformed body", call.method(), call.pathOf(something))
                    .body(call.mediaType(), body)
                    .must(Attack.REFUSED));
        }
        attacks.add(begin("malformed chunks", call.method(), call.pathOf(something))
                .header("Transfer-Encoding: chunked")
                .body(call.mediaType(), "zz\r\n{}\r\n0\r\n\r\n".getBytes(StandardCharsets.US_ASCII))
                .must(Attack.REFUSED));
    }

    private void mediaTypes(ApiCall call) {
        for (String type : List.of(
                "",
                "text/plain",
                "application/xml",
                "application/x-www-form-urlencoded",
                "multipart/form-data; boundary=x",
                "application/json;charset=x-nothing",
                "*/*",
                "nonsense",
                "application/cbor")) {
            attacks.add(begin("wrong media type", call.method(), call.pathOf(something))
                    .body(type, "{\"x\":".getBytes(StandardCharsets.US_ASCII))
                    .must(Attack.REFUSED));
        }
    }

    private void methods(List<ApiCall> calls) {
        Map<String, Set<String>> known = calls.stream()
                .collect(Collectors.groupingBy(ApiCall::path, Collectors.mapping(ApiCall::method, Collectors.toSet())));
        known.forEach((path, methods) -> {
            for (String method : METHODS) {
                boolean asGet = (method.equals("HEAD") || method.equals("OPTIONS"));
                if (!methods.contains(method) && !asGet) {
                    String target = path.replaceAll("\\{[^}]*}", something);
                    attacks.add(begin("wrong method", method, target).must(Attack.REFUSED_OR_UNKNOWN));
                }
            }
        });
    }

    private void add(String kind, String method, String target, ApiCall call, Attack.Right right) {
        attacks.add(begin(kind, method, target).bodyOf(call).must(right));
    }

    private void add(String kind, String method, String target, ApiCall call, Attack.Right right, boolean leftOut) {
        if (!leftOut) {
            add(kind, method, target, call, right);
        }
    }

    private Attack.Builder begin(String kind, String method, String target) {
        return Attack.of(kind, server, method, target).key(key);
    }
}
