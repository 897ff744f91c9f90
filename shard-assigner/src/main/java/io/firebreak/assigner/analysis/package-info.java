/** The arithmetic of overlap and blast radius: exact where it can be, simulated beside it. */
@NullMarked
package io.firebreak.assigner.analysis;

import org.jspecify.annotations.NullMarked;
