/**
 * From the shards tenants have to those another lattice asks for, in few moves and in waves that keep what is promised.
 * It plans; who carries a plan out, and when, is another's job.
 */
@NullMarked
package io.firebreak.assigner.resize;

import org.jspecify.annotations.NullMarked;
