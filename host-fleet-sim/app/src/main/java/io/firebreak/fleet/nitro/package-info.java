/**
 * A Nitro host: its main board, its cards, its hypervisor, and the controller that commands them.
 *
 * <p>Plain Java: it must know nothing of Spring, HTTP, files or the fleet around the host, and reads no clock. Only
 * {@link io.firebreak.fleet.nitro.NitroController} reaches the hypervisor, as on a real host, where the controller on the
 * first Nitro card is the only one the hypervisor listens to. A host is not safe for use by several threads.
 */
@NullMarked
package io.firebreak.fleet.nitro;

import org.jspecify.annotations.NullMarked;
