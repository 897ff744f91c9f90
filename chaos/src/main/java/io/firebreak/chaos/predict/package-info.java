/**
 * The {@code predict} command: blast radius by arithmetic and by trial, without a region. The arithmetic is the shard
 * assigner's; here are only options, the document and the table.
 */
@NullMarked
package io.firebreak.chaos.predict;

import org.jspecify.annotations.NullMarked;
