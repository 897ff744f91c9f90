/**
 * The cells of the region: where their nodes listen, what may be sent to them. Knows nothing of tenants.
 */
@NullMarked
package io.firebreak.directory.cells;

import org.jspecify.annotations.NullMarked;
