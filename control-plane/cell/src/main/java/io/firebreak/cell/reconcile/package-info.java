/**
 * What brings hosts and record together: one leader per cell polls the fleet's report, applies it, sends again what was lost, and clears away. Every step may be repeated, and a crash between any two loses nothing.
 */
@NullMarked
package io.firebreak.cell.reconcile;

import org.jspecify.annotations.NullMarked;
