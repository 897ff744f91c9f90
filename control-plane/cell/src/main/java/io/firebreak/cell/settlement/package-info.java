/**
 * How a take-over and its token's arbiter come to agree on one set of instances. The only calls from cell to cell.
 */
@NullMarked
package io.firebreak.cell.settlement;

import org.jspecify.annotations.NullMarked;
