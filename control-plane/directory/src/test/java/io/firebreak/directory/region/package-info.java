/** A region for tests: the directory itself, cells by behaviour, and waiting for what must come. */
@NullMarked
package io.firebreak.directory.region;

import org.jspecify.annotations.NullMarked;
