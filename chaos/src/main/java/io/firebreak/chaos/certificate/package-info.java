/**
 * The authority of a region and the certificates it makes. Knows the names of processes and files, and nothing of regions or
 * connections.
 */
@NullMarked
package io.firebreak.chaos.certificate;

import org.jspecify.annotations.NullMarked;
