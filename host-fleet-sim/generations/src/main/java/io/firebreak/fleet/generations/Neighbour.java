package io.firebreak.fleet.generations;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** A neighbour: input and output in bursts, or a trickle of it when it is quiet. Its own processors are its own. */
final class Neighbour {
    private final SimulatedHost host;
    private final Agenda agenda;
    private final int guest;
    private final NeighbourLoad load;
    private final Devices devices;
    /** Decides when bursts begin and end, and nothing else: they are the same on every generation. */
    private final RandomGenerator bursting;

    private final RandomGenerator chance;
    private final double share;
    private final boolean bursts;
    private boolean on;

    Neighbour(SimulatedHost host, Generations all, int guest, Neighbours neighbours, SplittableRandom chance) {
        this.host = host;
        this.agenda = host.agenda();
        this.guest = guest;
        this.load = all.neighbours();
        this.devices = all.devices();
        this.bursting = chance.split();
        this.chance = chance.split();
        this.share = neighbours == Neighbours.NOISY ? 1 : load.quietShare();
        this.bursts = neighbours == Neighbours.NOISY;
        this.on = !bursts || bursting.nextDouble() < load.onMillis() / (load.onMillis() + load.offMillis());
    }

    /** Puts the first of everything it does on the agenda. */
    void begin() {
        if (bursts) {
            turn();
        }
        every(load.packetsPerSecond() / load.packetBatch(), this::sendPackets);
        every(load.ebsPerSecond(), this::readVolume);
        every(load.localStoragePerSecond(), this::readDisk);
    }

    private static void nothing() {}

    private void turn() {
        double meanMillis = on ? load.onMillis() : load.offMillis();
        agenda.after(Draw.gap(1_000 / meanMillis, bursting), () -> {
            on = !on;
            turn();
        });
    }

    private void every(double perSecond, Runnable what) {
        if (perSecond > 0) {
            agenda.after(Draw.gap(perSecond * share, chance), () -> {
                if (on) {
                    what.run();
                }
                every(perSecond, what);
            });
        }
    }

    private void sendPackets() {
        host.network(guest, load.packetBatch(), chance, Neighbour::nothing);
    }

    private void readVolume() {
        long volume =
                Draw.logNormal(devices.ebsMicros().value(), devices.ebsSpread().value(), chance);
        host.ebs(guest, volume, chance, Neighbour::nothing);
    }

    private void readDisk() {
        long disk = Draw.logNormal(
                devices.localMicros().value(), devices.localSpread().value(), chance);
        host.localStorage(disk, chance, Neighbour::nothing);
    }
}
