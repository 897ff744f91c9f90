package io.firebreak.chaos.fault;

import io.firebreak.assigner.TenantId;
import io.firebreak.chaos.network.Toxics;

/** How a fault is made and undone. */
public sealed interface Means {
    /** The processes are killed and kept dead. */
    record Kill() implements Means {}

    /** The processes are stopped, and keep their memory and their connections. */
    record Pause() implements Means {}

    /** The processes fail some calls, answer others never, and say that they are well. */
    record Gray(double errors, double stalls) implements Means {}

    /** The wires before the processes are broken; the processes live, and may not notice. */
    record Network(Toxics toxics) implements Means {}

    /** Every request of a tenant halts the process that serves it. */
    record Poison(TenantId tenant) implements Means {}
}
