/**
 * What a client token stands for: one set of instances, its first answer, and whether that is settled. Knows nothing of placement or of how cells settle.
 */
@NullMarked
package io.firebreak.cell.idempotency;

import org.jspecify.annotations.NullMarked;
