/** {@code firebreak router}: the cell router before somebody's own service, without a region. */
@NullMarked
package io.firebreak.chaos.standalone;

import org.jspecify.annotations.NullMarked;
