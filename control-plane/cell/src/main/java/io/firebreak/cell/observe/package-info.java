/**
 * What a node shows of itself while it serves: the spans of its requests and transactions. Knows no feature.
 */
@NullMarked
package io.firebreak.cell.observe;

import org.jspecify.annotations.NullMarked;
