package io.firebreak.chaos.attack;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Cursors that were made up, changed, or given to another tenant or by another list. */
final class CursorAttacks {
    private CursorAttacks() {}

    static List<Attack> on(Prey prey) {
        List<Attack> attacks = new ArrayList<>(onList(prey, "/v1/instances", prey.ownCursor()));
        attacks.addAll(onList(prey, "/v1/audit", prey.ownAuditCursor()));
        attacks.add(attack(prey, "/v1/instances", prey.ownAuditCursor()));
        attacks.add(attack(prey, "/v1/audit", prey.ownCursor()));
        return attacks;
    }

    private static List<Attack> onList(Prey prey, String list, String own) {
        List<Attack> attacks = new ArrayList<>();
        byte[] bytes = Base64.getUrlDecoder().decode(own);
        for (int i = 0; i < bytes.length; i++) {
            for (int bit = 0; bit < 8; bit += 3) {
                byte[] changed = bytes.clone();
                changed[i] ^= (byte) (1 << bit);
                attacks.add(attack(
                        prey, list, Base64.getUrlEncoder().withoutPadding().encodeToString(changed)));
            }
        }
        for (int length = 1; length < own.length(); length += 5) {
            attacks.add(attack(prey, list, own.substring(0, length)));
        }
        for (String made : List.of(
                "1767225600000001:i-0003a41b22c90d1e5", "0:", ":", "9223372036854775807:a-0001", "0:;cell-1=")) {
            attacks.add(attack(
                    prey, list, Base64.getUrlEncoder().encodeToString(made.getBytes(StandardCharsets.US_ASCII))));
        }
        attacks.add(attack(prey, list, prey.foreignCursor()));
        attacks.add(attack(prey, list, own + "A"));
        attacks.add(attack(prey, list, "A".repeat(3_500)));
        attacks.add(attack(prey, list, own + "&cursor=" + own));
        return attacks;
    }

    private static Attack attack(Prey prey, String list, String cursor) {
        return Attack.of("bad cursor", prey.router(), "GET", list + "?cursor=" + cursor)
                .key(prey.key())
                .must(Attack.REFUSED);
    }
}
