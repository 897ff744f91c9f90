package io.firebreak.chaos.attack;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Every call with every kind of key that is none: whoever shows one learns nothing, not even whether a call exists. */
final class KeyAttacks {
    private static final String NOBODY = "i-0001ffffffffffff1";

    private KeyAttacks() {}

    static List<Attack> on(URI server, List<ApiCall> calls, Set<String> wrongKeys) {
        List<Attack> attacks = new ArrayList<>();
        for (ApiCall call : calls) {
            String target = call.pathOf(NOBODY);
            for (String key : wrongKeys) {
                attacks.add(Attack.of("wrong key", server, call.method(), target)
                        .key(key)
                        .bodyOf(call)
                        .must(Attack.UNAUTHENTICATED));
            }
            attacks.add(Attack.of("no key", server, call.method(), target)
                    .bodyOf(call)
                    .must(Attack.UNAUTHENTICATED));
            for (String header : List.of("Authorization:", "Authorization: Bearer", "Authorization: Basic YTpi")) {
                attacks.add(Attack.of("no bearer", server, call.method(), target)
                        .header(header)
                        .bodyOf(call)
                        .must(Attack.UNAUTHENTICATED));
            }
        }
        return attacks;
    }

    /** Keys that look like the attacker's, the victim's or the region's, and are not. */
    static Set<String> wrongForTenants(Prey prey) {
        Set<String> keys = new LinkedHashSet<>(resembling(prey.key()));
        String secret = prey.key().substring(prey.key().lastIndexOf('_') + 1);
        keys.add("fbk_" + prey.victim() + "_" + secret);
        keys.add("fbk_nobody-at-all_" + secret);
        keys.add("fbk_" + prey.attacker().toUpperCase(Locale.ROOT) + "_" + secret);
        keys.add("fbk_" + prey.attacker() + "'--_" + secret);
        keys.add("fbk_../" + prey.attacker() + "_" + secret);
        keys.add("fbk__" + secret);
        keys.add(prey.revokedKey());
        keys.add(prey.secrets().internal());
        keys.add(prey.secrets().admin());
        keys.add(secret);
        return keys;
    }

    /** A secret cut, extended, and with a character changed, at several places each. */
    static Set<String> resembling(String key) {
        Set<String> keys = new LinkedHashSet<>();
        for (int cut = 1; cut < key.length(); cut += Math.max(1, key.length() / 8)) {
            keys.add(key.substring(0, key.length() - cut));
        }
        for (int at = key.length() - 1; at > key.length() / 2; at -= 5) {
            char other = key.charAt(at) == 'A' ? 'B' : 'A';
            keys.add(key.substring(0, at) + other + key.substring(at + 1));
        }
        keys.add(key + "A");
        keys.add(key + key);
        keys.add("A".repeat(2_000));
        keys.remove(key);
        return keys;
    }
}
