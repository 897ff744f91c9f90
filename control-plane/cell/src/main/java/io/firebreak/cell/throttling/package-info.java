/**
 * How often a tenant may call: token buckets by tenant and kind of call, as EC2 has them. Knows no feature's work, only the shape of its requests.
 */
@NullMarked
package io.firebreak.cell.throttling;

import org.jspecify.annotations.NullMarked;
