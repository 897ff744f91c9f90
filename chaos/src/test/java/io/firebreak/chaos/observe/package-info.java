/**
 * What a running region tells of itself, looked at from outside: traces, logs, metrics, health.
 */
@NullMarked
package io.firebreak.chaos.observe;

import org.jspecify.annotations.NullMarked;
