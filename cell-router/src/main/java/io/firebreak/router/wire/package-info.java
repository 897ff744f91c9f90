/** What HTTP messages are made of here: bounded bodies, clean headers, whole answers. Knows no cell, tenant or table. */
@NullMarked
package io.firebreak.router.wire;

import org.jspecify.annotations.NullMarked;
