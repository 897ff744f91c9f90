/** {@code bench fairness}: what the other tenants of a region feel when one sends many times what it may, by architecture. */
@NullMarked
package io.firebreak.chaos.bench.fairness;

import org.jspecify.annotations.NullMarked;
