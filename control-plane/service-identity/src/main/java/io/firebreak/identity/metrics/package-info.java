/** What is measured of an identity, for apps that have a registry of meters. */
@NullMarked
package io.firebreak.identity.metrics;

import org.jspecify.annotations.NullMarked;
