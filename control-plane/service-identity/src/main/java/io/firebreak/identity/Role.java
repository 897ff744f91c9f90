package io.firebreak.identity;

import java.util.Locale;
import java.util.Optional;

/** What a process is in the region; who may call whom is said in roles. */
public enum Role {
    ROUTER,
    CELL,
    FLEET,
    DIRECTORY,
    /** A person with the region's home, and the programs that person runs. */
    OPERATOR;

    /** The role of this name, in small letters as {@link #toString} gives it. */
    public static Optional<Role> of(String text) {
        for (Role role : values()) {
            if (role.toString().equals(text)) {
                return Optional.of(role);
            }
        }
        return Optional.empty();
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
