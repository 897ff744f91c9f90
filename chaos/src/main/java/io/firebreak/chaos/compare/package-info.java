/**
 * Runs game days: stands regions up, sends load, has faults made and measured, and writes what came out. It joins the
 * packages that each know one of these, and decides nothing of what they decide.
 */
@NullMarked
package io.firebreak.chaos.compare;

import org.jspecify.annotations.NullMarked;
