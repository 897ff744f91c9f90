/**
 * Who may call: the keys of the admin API with their roles, the region's internal secret, and how large a body may be.
 */
@NullMarked
package io.firebreak.directory.access;

import org.jspecify.annotations.NullMarked;
