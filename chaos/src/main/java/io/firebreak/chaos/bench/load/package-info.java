/**
 * Load that is cheap to make, and what the loaded processes hold. It knows addresses, requests as bytes and process ids, and
 * neither what is measured nor why.
 */
@NullMarked
package io.firebreak.chaos.bench.load;

import org.jspecify.annotations.NullMarked;
