/**
 * The routing table as routers get it: read in one snapshot, rendered once per version, handed out by long poll.
 */
@NullMarked
package io.firebreak.directory.table;

import org.jspecify.annotations.NullMarked;
