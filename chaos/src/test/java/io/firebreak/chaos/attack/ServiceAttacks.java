package io.firebreak.chaos.attack;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Calls that only the region's own processes and operators may make, by somebody who is neither. */
final class ServiceAttacks {
    /** Of a cell; they are in no description, which is for tenants. */
    private static final List<ApiCall> OF_CELLS = List.of(
            internal("PUT", "/internal/v1/tenants"),
            internal("POST", "/internal/v1/tenants/newer"),
            internal("GET", "/internal/v1/tenants/{id}/holdings"),
            internal("POST", "/internal/v1/settlements"),
            internal("POST", "/internal/v1/settlements/find"),
            internal("GET", "/internal/v1/anything"));

    private static final List<String> BEYOND_THE_ROUTER = List.of(
            "/internal/v1/tenants",
            "/internal/v1/table",
            "/admin/v1/tenants",
            "/admin/v1/cells",
            "/fleet/v1/report",
            "/actuator",
            "/actuator/health",
            "/actuator/prometheus",
            "/actuator/env",
            "/actuator/heapdump",
            "/actuator/poison",
            "/actuator/router",
            "/readyz",
            "/error",
            "/v2/instances",
            "/v1",
            "/v1/",
            "//v1/instances",
            "/v1//instances",
            "/v1/instances/",
            "/V1/instances",
            "/v1/instances/../../internal/v1/tenants",
            "/v1/%2e%2e/internal/v1/tenants",
            "/v1/instances/..%2f..%2finternal/v1/tenants",
            "/v1/instances;x=1",
            "/%76%31/instances",
            "/swagger-ui/../internal/v1/tenants",
            "/swagger-ui/%2e%2e/%2e%2e/internal",
            "/swagger-ui/index.html/../../internal",
            "/v3/api-docs/../../internal/v1/tenants",
            "/v3/api-docs.yaml",
            "/v3/api-docs/nothing",
            "/.git/config",
            "/WEB-INF/web.xml",
            "/favicon.ico",
            "/robots.txt");

    private ServiceAttacks() {}

    private static ApiCall internal(String method, String path) {
        return new ApiCall(method, path, List.of(), Optional.empty(), "application/json", !method.equals("GET"));
    }

    /** What a router never forwards. */
    static List<Attack> throughTheRouter(Prey prey) {
        List<Attack> attacks = new ArrayList<>();
        for (String path : BEYOND_THE_ROUTER) {
            for (String method : List.of("GET", "POST", "PUT", "DELETE")) {
                for (String key : List.of(
                        prey.key(),
                        prey.secrets().internal(),
                        prey.secrets().admin(),
                        prey.secrets().operator())) {
                    attacks.add(Attack.of("beyond the router", prey.router(), method, path)
                            .key(key)
                            .must(Attack.REFUSED));
                }
            }
        }
        return attacks;
    }

    /** Straight at a cell's port, with every key there is but the right one. */
    static List<Attack> onCells(Prey prey) {
        List<Attack> attacks = new ArrayList<>();
        for (URI cell : prey.cells()) {
            for (ApiCall call : OF_CELLS) {
                for (String key : wrongFor(prey.secrets().internal(), prey)) {
                    attacks.add(Attack.of("forged service call", cell, call.method(), call.pathOf(prey.victim()))
                            .key(key)
                            .json(call.hasBody() ? forgedPush(prey.victim()) : "")
                            .must(answer -> answer.status() == 401 || answer.status() == 404));
                }
                attacks.add(Attack.of("service call without a key", cell, call.method(), call.pathOf(prey.victim()))
                        .must(answer -> answer.status() == 401 || answer.status() == 404));
            }
        }
        return attacks;
    }

    /** The fleets' and the directory's own descriptions, with every key there is but the right one. */
    static List<Attack> onService(URI service, List<ApiCall> calls, String right, Prey prey) {
        List<Attack> attacks = new ArrayList<>();
        for (ApiCall call : calls) {
            String target = call.pathOf("cell-1");
            for (String key : wrongFor(right, prey)) {
                attacks.add(Attack.of("forged service call", service, call.method(), target)
                        .key(key)
                        .bodyOf(call)
                        .must(Attack.UNAUTHENTICATED));
            }
            attacks.add(Attack.of("service call without a key", service, call.method(), target)
                    .bodyOf(call)
                    .must(Attack.UNAUTHENTICATED));
        }
        return attacks;
    }

    /** Every cell but one is out, and the victim has another key. */
    private static String forgedPush(String victim) {
        return """
                {"cells":[{"id":"cell-1","number":1,"state":"out","nodes":["http://127.0.0.1:1"]}],\
                "tenants":[{"id":"%s","keyHash":"%s","epoch":1000000,"cells":["cell-1"],"formerCells":[],"revoked":true}]}""".formatted(victim, "0".repeat(64));
    }

    private static Set<String> wrongFor(String right, Prey prey) {
        Set<String> keys = new LinkedHashSet<>(KeyAttacks.resembling(right));
        keys.add(prey.key());
        keys.add(prey.secrets().internal());
        keys.add(prey.secrets().admin());
        keys.add(prey.secrets().operator());
        keys.remove(right);
        return keys;
    }
}
