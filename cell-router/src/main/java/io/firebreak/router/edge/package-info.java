/**
 * The router's face to its clients: reads a request, decides who answers it, writes the answer. It runs inside the
 * reactive server of Spring Boot, before anything of Spring's own request handling.
 */
@NullMarked
package io.firebreak.router.edge;

import org.jspecify.annotations.NullMarked;
