package io.firebreak.directory.access;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What the holder of a key may do under {@code /admin}; each may do what those before it may. */
public enum Role {
    /** Looks. */
    VIEWER,
    /** Moves tenants, changes the states of cells and the limits of tenants, and revokes keys. */
    OPERATOR,
    /** All of it: registers cells, creates tenants, makes keys. */
    ADMIN;

    /** Whether this role may do what another one is needed for. */
    public boolean includes(Role needed) {
        return compareTo(needed) >= 0;
    }

    /** The name in settings and answers. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The reverse of {@link #wireName}; nothing when there is no such role. */
    public static Optional<Role> named(String name) {
        return Arrays.stream(values())
                .filter(role -> role.wireName().equals(name))
                .findFirst();
    }
}
