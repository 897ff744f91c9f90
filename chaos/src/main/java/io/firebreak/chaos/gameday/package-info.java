/**
 * Game days: what one file asks for, and the run that answers it. The file format knows nothing of regions, processes or
 * measurements; the run joins them.
 */
@NullMarked
package io.firebreak.chaos.gameday;

import org.jspecify.annotations.NullMarked;
