/**
 * The append-only record of who changed what, when and from where, and of what was refused. It is written by the features
 * that change something, in their transactions, and knows none of them.
 */
@NullMarked
package io.firebreak.cell.audit;

import org.jspecify.annotations.NullMarked;
