package io.firebreak.directory.access;

/**
 * The two secrets of the directory.
 *
 * @param admin the operator's, for {@code /admin}
 * @param internal the region's, for {@code /internal}
 */
public record Secrets(BearerSecret admin, BearerSecret internal) {}
