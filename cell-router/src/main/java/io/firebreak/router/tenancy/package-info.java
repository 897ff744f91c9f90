/**
 * Whose a request is and how it may be repeated, by configuration, for services that are not Firebreak's own cells. Pure:
 * knows no HTTP library, Spring, time or chance, and checks no credential: that is the service's.
 */
@NullMarked
package io.firebreak.router.tenancy;

import org.jspecify.annotations.NullMarked;
