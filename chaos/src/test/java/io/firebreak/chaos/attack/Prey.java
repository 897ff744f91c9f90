package io.firebreak.chaos.attack;

import java.net.URI;
import java.util.List;

/**
 * Whom an attacker attacks, and with what: a tenant of the region with a key of its own.
 *
 * @param attacker the name of the attacker
 * @param key its valid key
 * @param foreignKey the key of a tenant that has nothing on {@code elsewhere}
 * @param revokedKey a key that was valid
 * @param victim the name of another tenant
 * @param foreignIds instances of the victim
 * @param foreignGroup a placement group of the victim
 * @param foreignCursor a cursor of a list of the victim's
 * @param ownCursor a cursor of a list of its own
 * @param ownAuditCursor a cursor of its own audit log
 * @param cells a node of each cell
 * @param elsewhere a node of a cell that does not know the tenant of the foreign key
 * @param directory the directory
 * @param fleets the fleet of each cell
 * @param secrets of the region, which the attacker has not
 */
public record Prey(
        URI router,
        String attacker,
        String key,
        String foreignKey,
        String revokedKey,
        String victim,
        List<String> foreignIds,
        String foreignGroup,
        String foreignCursor,
        String ownCursor,
        String ownAuditCursor,
        List<URI> cells,
        URI elsewhere,
        URI directory,
        List<URI> fleets,
        Secrets secrets) {
    /** What only the region's own processes and people have. */
    public record Secrets(String internal, String admin, String operator) {
        @Override
        public String toString() {
            return "Secrets[…]";
        }
    }

    @Override
    public String toString() {
        return "Prey[attacker=%s, victim=%s]".formatted(attacker, victim);
    }
}
