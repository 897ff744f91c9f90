/**
 * What tenants saw: from the outcomes of single intents to the blast radius of an architecture, and the records of the
 * result as {@code compare --json} and the reports show them. Knows nothing of how load is sent, faults are made or
 * processes run.
 */
@NullMarked
package io.firebreak.chaos.measure;

import org.jspecify.annotations.NullMarked;
