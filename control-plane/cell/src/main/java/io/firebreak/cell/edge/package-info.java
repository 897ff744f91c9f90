/**
 * The HTTP edge every request passes: request ids, bounds on bodies and on requests at once, and the one place where an error becomes a problem document. Knows no feature.
 */
@NullMarked
package io.firebreak.cell.edge;

import org.jspecify.annotations.NullMarked;
