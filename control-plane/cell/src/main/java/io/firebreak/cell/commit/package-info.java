/**
 * Group commit: changes that arrive while others are being committed share the next transaction. Knows no feature and no table.
 */
@NullMarked
package io.firebreak.cell.commit;

import org.jspecify.annotations.NullMarked;
