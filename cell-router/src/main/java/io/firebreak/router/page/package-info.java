/** The page for operators on the management port: files and headers only, all it shows comes from {@code /actuator}. */
@NullMarked
package io.firebreak.router.page;

import org.jspecify.annotations.NullMarked;
