/**
 * Load as tenants make it: intents that start on a schedule whatever the answers are, each tried like an SDK tries it.
 * It knows the region's public API only, and judges nothing: outcomes go to {@code measure}.
 */
@NullMarked
package io.firebreak.chaos.load;

import org.jspecify.annotations.NullMarked;
