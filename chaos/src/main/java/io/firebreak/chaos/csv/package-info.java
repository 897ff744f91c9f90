/** Tables in comma-separated lines, as people keep their tenants and cells. Every refusal names file, line and what is accepted. */
@NullMarked
package io.firebreak.chaos.csv;

import org.jspecify.annotations.NullMarked;
