/**
 * The subcommands that stand a region up, look at it, use it and take it down. They read options, call the
 * {@code region} package and print; nothing is decided here.
 */
@NullMarked
package io.firebreak.chaos.cli;

import org.jspecify.annotations.NullMarked;
