/** What operators see of a router on its management port. Knows no request, and no request waits for it. */
@NullMarked
package io.firebreak.router.observe;

import org.jspecify.annotations.NullMarked;
