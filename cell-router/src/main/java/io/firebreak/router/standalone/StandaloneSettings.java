package io.firebreak.router.standalone;

import java.nio.file.Path;

/**
 * That the router stands alone.
 *
 * @param file its cells, tenants and rules
 * @param check whether it only says what is wrong with the file and ends
 */
public record StandaloneSettings(Path file, boolean check) {}
