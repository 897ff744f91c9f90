/**
 * Makes game days of experiments written for the Chaos Toolkit, as far as they map
 * (https://chaostoolkit.org/reference/api/experiment/). Reads one file, knows nothing of how a game day runs.
 */
@NullMarked
package io.firebreak.chaos.toolkit;

import org.jspecify.annotations.NullMarked;
