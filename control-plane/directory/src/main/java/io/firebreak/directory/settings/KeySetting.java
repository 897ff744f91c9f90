package io.firebreak.directory.settings;

import io.firebreak.directory.access.Role;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * One more key for {@code /admin}.
 *
 * @param name of its holder
 * @param hash SHA-256 of the key in hex
 * @param role {@code viewer}, {@code operator} or {@code admin}
 */
public record KeySetting(
        @DefaultValue("") String name,
        @DefaultValue("") String hash,
        @DefaultValue("") String role) {
    /** A request is compared with each of them. */
    private static final int MOST = 100;

    private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,40}");
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
    private static final String NAME_OF_THE_TOKEN = "admin";

    /** The role; there is one, or the settings would have been refused. */
    public Role knownRole() {
        return Role.named(role).orElseThrow();
    }

    static List<String> mistakes(List<KeySetting> keys) {
        List<String> mistakes = new ArrayList<>();
        if (keys.size() > MOST) {
            mistakes.add("has %d entries, at most %d".formatted(keys.size(), MOST));
        }
        Set<String> names = new HashSet<>(Set.of(NAME_OF_THE_TOKEN));
        Set<String> hashes = new HashSet<>();
        for (KeySetting key : keys) {
            if (!NAME.matcher(key.name).matches()) {
                mistakes.add("name '%s' must match %s".formatted(key.name, NAME));
            } else if (!names.add(key.name)) {
                mistakes.add("name '%s' stands twice, or is that of the admin token".formatted(key.name));
            }
            if (!HASH.matcher(key.hash).matches()) {
                mistakes.add("hash of '%s' must be a SHA-256 in hex, 64 digits".formatted(key.name));
            } else if (!hashes.add(key.hash)) {
                mistakes.add("hash of '%s' is that of another key too".formatted(key.name));
            }
            if (Role.named(key.role).isEmpty()) {
                mistakes.add("role '%s' of '%s' must be one of %s"
                        .formatted(
                                key.role,
                                key.name,
                                Arrays.stream(Role.values()).map(Role::wireName).toList()));
            }
        }
        return mistakes;
    }

    /** Keeps hashes out of logs. */
    @Override
    public String toString() {
        return "KeySetting[name=%s, role=%s]".formatted(name, role);
    }
}
