package io.firebreak.chaos.attack;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** All attacks on a region. */
public final class AttackSet {
    private AttackSet() {}

    /** Made from the descriptions; the same region gives the same attacks. */
    public static List<Attack> on(Prey prey, Descriptions descriptions) {
        String something = prey.foreignIds().getFirst();
        List<Attack> attacks = new ArrayList<>();
        attacks.addAll(KeyAttacks.on(prey.router(), descriptions.tenants(), KeyAttacks.wrongForTenants(prey)));
        attacks.addAll(
                KeyAttacks.on(prey.elsewhere(), descriptions.tenants(), Set.of(prey.foreignKey(), prey.revokedKey())));
        prey.cells()
                .forEach(cell ->
                        attacks.addAll(KeyAttacks.on(cell, descriptions.tenants(), KeyAttacks.wrongForTenants(prey))));
        attacks.addAll(IdAttacks.on(prey.router(), prey, descriptions.tenants()));
        attacks.addAll(InputAttacks.on(prey.router(), prey.key(), something, descriptions.tenants()));
        attacks.addAll(CursorAttacks.on(prey));
        attacks.addAll(ServiceAttacks.throughTheRouter(prey));
        attacks.addAll(ServiceAttacks.onCells(prey));
        attacks.addAll(ServiceAttacks.onService(
                prey.directory(),
                descriptions.ofDirectory("/admin/"),
                prey.secrets().admin(),
                prey));
        attacks.addAll(ServiceAttacks.onService(
                prey.directory(),
                descriptions.ofDirectory("/internal/"),
                prey.secrets().internal(),
                prey));
        prey.fleets()
                .forEach(fleet -> attacks.addAll(ServiceAttacks.onService(
                        fleet, descriptions.fleet(), prey.secrets().internal(), prey)));
        return attacks;
    }
}
