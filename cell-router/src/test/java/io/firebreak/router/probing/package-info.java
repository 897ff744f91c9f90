@NullMarked
package io.firebreak.router.probing;

import org.jspecify.annotations.NullMarked;
