package io.firebreak.fleet.generations;

import java.util.SplittableRandom;

/**
 * One run of one generation's host: neighbours, the host's own work, and the measured guest under open arrivals or saturated.
 * The same seed gives the same requests and the same bursts to every generation.
 */
final class HostRun {
    /** Before that the queues fill; they hold milliseconds. */
    private static final long WARM_UP_NANOS = 100_000_000;

    private final Generations all;
    private final Generation generation;
    private final Neighbours neighbours;
    private final long seed;
    private final long nanos;

    HostRun(Generations all, Generation generation, Neighbours neighbours, long seed, long nanos) {
        this.all = all;
        this.generation = generation;
        this.neighbours = neighbours;
        this.seed = seed;
        this.nanos = nanos;
    }

    MeasuredGuest underOpenArrivals() {
        return run(false);
    }

    MeasuredGuest saturated() {
        return run(true);
    }

    private MeasuredGuest run(boolean saturated) {
        SplittableRandom chance = new SplittableRandom(seed);
        SplittableRandom requests = chance.split();
        SplittableRandom management = chance.split();
        SimulatedHost host = new SimulatedHost(all, generation);
        for (int guest = 1; guest <= (int) all.host().neighbours().value(); guest++) {
            new Neighbour(host, all, guest, neighbours, chance.split()).begin();
        }
        manage(host, management);
        MeasuredGuest guest = new MeasuredGuest(host, all, generation, requests, WARM_UP_NANOS, WARM_UP_NANOS + nanos);
        if (saturated) {
            guest.saturate();
        } else {
            guest.openArrivals();
        }
        while (!guest.isDone() && host.agenda().step()) {
            // Everything happens in the steps.
        }
        return guest;
    }

    private void manage(SimulatedHost host, SplittableRandom chance) {
        host.agenda().after(Draw.gap(generation.management().perSecond().value(), chance), () -> {
            host.manage(chance);
            manage(host, chance);
        });
    }
}
