/**
 * Holds what clients were told against what databases and hosts really have. The comparison is pure; reading both, over
 * JDBC and from the fleets, is the edge. Cells, routers and their APIs are not asked: they may be what is wrong.
 */
@NullMarked
package io.firebreak.chaos.audit;

import org.jspecify.annotations.NullMarked;
