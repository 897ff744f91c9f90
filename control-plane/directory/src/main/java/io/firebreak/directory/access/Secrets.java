package io.firebreak.directory.access;

import java.util.List;

/**
 * What callers of the directory show.
 *
 * @param admins the keys for {@code /admin}
 * @param internal the region's, for {@code /internal}
 */
public record Secrets(List<AdminKey> admins, BearerSecret internal) {
    public Secrets {
        admins = List.copyOf(admins);
    }
}
