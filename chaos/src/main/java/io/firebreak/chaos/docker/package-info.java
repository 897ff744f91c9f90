/**
 * Drives a region that runs as containers of docker-compose.yml: finds them by compose's labels, kills, stops, pauses and
 * starts them through the Docker Engine, and says where everything is by the names compose's network knows. It knows no
 * game days, and starts and removes no container.
 */
@NullMarked
package io.firebreak.chaos.docker;

import org.jspecify.annotations.NullMarked;
