package io.firebreak.fleet.generations;

import java.util.random.RandomGenerator;

/**
 * The parts of a host that its guests share: dom0's processors where there is a dom0, and the links. Guest 0 is the measured
 * one, the others are its neighbours.
 */
final class SimulatedHost {
    private final Agenda agenda = new Agenda();
    private final Generation generation;
    private final Generations all;
    private final Processors dom0;
    private final Link network;
    private final Link ebs;

    SimulatedHost(Generations all, Generation generation) {
        this.all = all;
        this.generation = generation;
        int guests = 1 + (int) all.host().neighbours().value();
        double gbps = all.host().linkGbps().value();
        this.dom0 = new Processors(agenda, (int) generation.reservedCpus().value());
        this.network = new Link(agenda, guests, gbps);
        // An instance that is not EBS-optimized reaches its volumes through the link its packets use.
        this.ebs = generation.ebs().servedBy() == ServedBy.DOM0 ? network : new Link(agenda, guests, gbps);
    }

    Agenda agenda() {
        return agenda;
    }

    /** Packets of one guest, in or out. */
    void network(int guest, int packets, RandomGenerator chance, Runnable then) {
        IoPath path = generation.network();
        long bytes = (long) packets * all.workload().packetBytes();
        pass(path, packets, chance, () -> network.send(queue(path, guest), bytes, then));
    }

    /** A read of a volume: to it, at it, and back with its bytes. */
    void ebs(int guest, long volumeNanos, RandomGenerator chance, Runnable then) {
        IoPath path = generation.ebs();
        pass(
                path,
                1,
                chance,
                () -> agenda.after(
                        volumeNanos,
                        () -> ebs.send(
                                queue(path, guest), all.workload().ebsBytes(), () -> pass(path, 1, chance, then))));
    }

    /** A read of a local disk. Disks are assigned to one guest each. */
    void localStorage(long diskNanos, RandomGenerator chance, Runnable then) {
        IoPath path = generation.localStorage();
        pass(path, 1, chance, () -> agenda.after(diskNanos, () -> pass(path, 1, chance, then)));
    }

    /** The host's own work; on a card it is in nobody's way. */
    void manage(RandomGenerator chance) {
        Management management = generation.management();
        if (management.servedBy() == ServedBy.DOM0) {
            long work = Draw.logNormal(
                    management.serviceMicros().value(), management.spread().value(), chance);
            dom0.serve(work, () -> {});
        }
    }

    private void pass(IoPath path, int requests, RandomGenerator chance, Runnable then) {
        long delay = Draw.nanos(path.passMicros().value());
        long service = requests
                * Draw.logNormal(path.serviceMicros().value(), path.spread().value(), chance);
        if (path.servedBy() == ServedBy.DOM0) {
            agenda.after(delay, () -> dom0.serve(service, then));
        } else {
            agenda.after(delay + service, then);
        }
    }

    /** What dom0 sends is one queue; a card has one for each guest. */
    private static int queue(IoPath path, int guest) {
        return path.servedBy() == ServedBy.DOM0 ? 0 : guest;
    }
}
