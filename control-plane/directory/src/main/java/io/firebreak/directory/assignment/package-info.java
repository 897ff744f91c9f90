/**
 * Which assigner serves the region's architecture, or why none can. Pure: no storage, no Spring.
 */
@NullMarked
package io.firebreak.directory.assignment;

import org.jspecify.annotations.NullMarked;
