package io.firebreak.directory.access;

/**
 * A key for {@code /admin}.
 *
 * @param name of its holder, for the record of who did what
 */
public record AdminKey(String name, Role role, BearerSecret secret) {}
