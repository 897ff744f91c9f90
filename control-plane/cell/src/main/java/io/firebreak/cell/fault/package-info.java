/**
 * Hooks for breaking a node on purpose. Absent unless {@code firebreak.chaos.enabled} is true.
 */
@NullMarked
package io.firebreak.cell.fault;

import org.jspecify.annotations.NullMarked;
