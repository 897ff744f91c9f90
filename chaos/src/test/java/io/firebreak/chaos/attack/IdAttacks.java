package io.firebreak.chaos.attack;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Another's things, and things that never were, in every place a call names one. The attacker's key is valid. */
final class IdAttacks {
    private IdAttacks() {}

    static List<Attack> on(URI server, Prey prey, List<ApiCall> calls) {
        List<Attack> attacks = new ArrayList<>();
        for (ApiCall call : calls) {
            if (call.namesOne()) {
                for (String id : foreign(prey, call)) {
                    attacks.add(Attack.of("another's id", server, call.method(), call.pathOf(id))
                            .key(prey.key())
                            .bodyOf(call)
                            .must(Attack.NOT_THERE));
                }
                for (String id : misshapen(prey)) {
                    attacks.add(Attack.of("misshapen id", server, call.method(), call.pathOf(id))
                            .key(prey.key())
                            .bodyOf(call)
                            .must(Attack.REFUSED));
                }
            }
            for (String name : call.query()) {
                for (String id : prey.foreignIds()) {
                    attacks.add(Attack.of("another's id in a query", server, call.method(), query(call, prey, name, id))
                            .key(prey.key())
                            .must(Attack.NOTHING_OR_REFUSED));
                }
                attacks.add(Attack.of(
                                "another tenant in a query",
                                server,
                                call.method(),
                                query(call, prey, name, prey.victim()))
                        .key(prey.key())
                        .must(Attack.NOTHING_OR_REFUSED));
            }
        }
        attacks.addAll(inBodies(server, prey));
        return attacks;
    }

    private static String query(ApiCall call, Prey prey, String name, String value) {
        return call.pathOf(prey.foreignIds().getFirst()) + "?" + name + "=" + value;
    }

    private static List<String> foreign(Prey prey, ApiCall call) {
        if (call.path().contains("placement-groups")) {
            return List.of(prey.foreignGroup(), "never-was");
        }
        List<String> ids = new ArrayList<>(prey.foreignIds());
        for (String id : prey.foreignIds()) {
            ids.add(id.substring(0, id.length() - 4) + "dead");
        }
        ids.add("i-ffff0000000000000");
        ids.add("i-00000000000000000");
        return ids;
    }

    private static List<String> misshapen(Prey prey) {
        String id = prey.foreignIds().getFirst();
        return List.of(
                id.toUpperCase(Locale.ROOT),
                id + "0",
                id.substring(1),
                id + "%00",
                "%69" + id.substring(1),
                id + ";x=1",
                id + "%2Fhistory",
                "%2e%2e%2f" + id,
                id + "." + id,
                id + "," + id,
                "*",
                "%25",
                "null",
                "0",
                "-1");
    }

    private static List<Attack> inBodies(URI server, Prey prey) {
        List<String> fields = new ArrayList<>();
        fields.add("\"placementGroup\":\"" + prey.foreignGroup() + "\"");
        for (String id : prey.foreignIds()) {
            fields.add("\"placementGroup\":\"" + id + "\"");
            fields.add("\"id\":\"" + id + "\"");
            fields.add("\"instances\":[\"" + id + "\"]");
            fields.add("\"host\":\"" + id + "\"");
        }
        for (String name : List.of("tenant", "tenantId", "owner", "account", "operator", "cell", "epoch")) {
            fields.add("\"%s\":\"%s\"".formatted(name, prey.victim()));
        }
        return fields.stream()
                .map(field -> Attack.of("another's in a body", server, "POST", "/v1/instances")
                        .key(prey.key())
                        .json("{\"instanceType\":\"c5.large\",\"imageId\":\"ami-1\",%s}".formatted(field))
                        .must(Attack.REFUSED))
                .toList();
    }
}
