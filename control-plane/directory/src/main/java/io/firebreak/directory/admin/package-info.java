/**
 * The operator's HTTP edge: reads requests, calls cells and tenants, turns outcomes into answers. Decides nothing itself.
 */
@NullMarked
package io.firebreak.directory.admin;

import org.jspecify.annotations.NullMarked;
