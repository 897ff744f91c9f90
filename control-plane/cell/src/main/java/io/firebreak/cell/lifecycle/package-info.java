/**
 * What an instance is and the states it goes through: the pure table of transitions, the stored instance, and the calls on instances that exist. Knows nothing of how an instance was launched or placed.
 */
@NullMarked
package io.firebreak.cell.lifecycle;

import org.jspecify.annotations.NullMarked;
