/**
 * The number the routing table is published under, the lock that lets one writer change the record at a time, and the
 * signal that tells waiting threads of a change. Knows nothing of what changed.
 */
@NullMarked
package io.firebreak.directory.revision;

import org.jspecify.annotations.NullMarked;
