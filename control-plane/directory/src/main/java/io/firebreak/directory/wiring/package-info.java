/**
 * Puts the parts together: clock, chance, HTTP client, metrics, what is registered at start and released at stop. Nothing
 * depends on it.
 */
@NullMarked
package io.firebreak.directory.wiring;

import org.jspecify.annotations.NullMarked;
