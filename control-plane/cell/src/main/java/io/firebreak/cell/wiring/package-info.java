/**
 * The clock, the source of chance and the threads of a running node. The only place that reads real time.
 */
@NullMarked
package io.firebreak.cell.wiring;

import org.jspecify.annotations.NullMarked;
