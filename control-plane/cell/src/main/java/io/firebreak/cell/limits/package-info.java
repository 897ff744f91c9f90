/**
 * Tells a tenant its limits: how often it may call, what it may have and what it has. Limits nothing itself.
 */
@NullMarked
package io.firebreak.cell.limits;

import org.jspecify.annotations.NullMarked;
