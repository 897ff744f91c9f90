/**
 * A result written down: for a person ({@code report.html}, {@code report.md}), for a program ({@code report.json}) and
 * for a build server ({@code junit.xml}). Draws what {@code measure} found and computes nothing of its own.
 */
@NullMarked
package io.firebreak.chaos.report;

import org.jspecify.annotations.NullMarked;
