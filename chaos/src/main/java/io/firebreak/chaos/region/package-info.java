/**
 * A local region: real processes of every application with a real PostgreSQL server per cell, owned by one supervisor
 * that starts, watches, kills and restarts them. This package knows how a region is stood up and kept; it must not know
 * what is measured in it or why something is killed.
 */
@NullMarked
package io.firebreak.chaos.region;

import org.jspecify.annotations.NullMarked;
