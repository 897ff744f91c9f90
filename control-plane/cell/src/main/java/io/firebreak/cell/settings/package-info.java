/**
 * What a node is told at its start. Knows nothing of what the settings are used for.
 */
@NullMarked
package io.firebreak.cell.settings;

import org.jspecify.annotations.NullMarked;
