/**
 * The journal of a run in the form that can be read again: what was asked for, each day as it went on, and the evidence its
 * figures rest on. Writing and reading are here and nowhere else; what the figures are is the business of {@code measure}.
 */
@NullMarked
package io.firebreak.chaos.journal;

import org.jspecify.annotations.NullMarked;
