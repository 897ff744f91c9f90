/**
 * Traces and the context of log lines, the same in every process. It knows OpenTelemetry and headers, and no tenant, cell or
 * table. When no collector is named nothing of it runs but the reading of one header.
 */
@NullMarked
package io.firebreak.telemetry;

import org.jspecify.annotations.NullMarked;
