/**
 * What a cell and its hosts say to each other, as JSON over HTTP. The cell sends commands and polls for reports; a host
 * never opens a connection.
 *
 * <ul>
 *   <li>{@code GET /fleet/v1/hosts}: {@link io.firebreak.fleet.api.HostInventory}
 *   <li>{@code POST /fleet/v1/commands}: {@link io.firebreak.fleet.api.CommandBatch}, answered by {@link
 *       io.firebreak.fleet.api.CommandResults} in the order of the commands
 *   <li>{@code GET /fleet/v1/report?incarnation=I&since=V}: {@link io.firebreak.fleet.api.FleetReport}
 *   <li>{@code POST /fleet/v1/fences}: {@link io.firebreak.fleet.api.FenceOrder}, answered by {@link
 *       io.firebreak.fleet.api.FenceConfirmation} once the hosts are off
 * </ul>
 */
@NullMarked
package io.firebreak.fleet.api;

import org.jspecify.annotations.NullMarked;
