/** Holds a written report against budgets, so that a pipeline can stop on it. It runs nothing and measures nothing. */
@NullMarked
package io.firebreak.chaos.gate;

import org.jspecify.annotations.NullMarked;
