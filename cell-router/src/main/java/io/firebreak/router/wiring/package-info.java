/**
 * The settings of the whole module and the few objects every package takes from outside: the random source.
 */
@NullMarked
package io.firebreak.router.wiring;

import org.jspecify.annotations.NullMarked;
