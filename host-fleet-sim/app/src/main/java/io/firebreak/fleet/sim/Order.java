package io.firebreak.fleet.sim;

import io.firebreak.fleet.nitro.Command;
import io.firebreak.fleet.nitro.HostId;

/** A command for one of the fleet's hosts. */
public record Order(HostId host, Command command) {}
