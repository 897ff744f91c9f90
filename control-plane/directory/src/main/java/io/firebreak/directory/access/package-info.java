/**
 * Who may call: the operator's token, the region's internal secret, and how large a body may be.
 */
@NullMarked
package io.firebreak.directory.access;

import org.jspecify.annotations.NullMarked;
