package io.firebreak.fleet.generations;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.HdrHistogram.Histogram;

/**
 * The guest whose requests are timed, from their arrival to the last byte of the answer. What a request is and needs is drawn
 * when it is made, so that the same seed gives every generation the same requests.
 */
final class MeasuredGuest {
    private static final long LONGEST_NANOS = 60_000_000_000L;
    private static final int DIGITS = 3;

    private final SimulatedHost host;
    private final Agenda agenda;
    private final Generations all;
    private final Generation generation;
    private final Processors processors;
    private final SplittableRandom chance;
    private final Histogram nanos = new Histogram(LONGEST_NANOS, DIGITS);
    private final long from;
    private final long until;
    private long underWay;
    private long completed;
    private double workNanos;
    private double takenNanos;

    MeasuredGuest(
            SimulatedHost host,
            Generations all,
            Generation generation,
            SplittableRandom chance,
            long from,
            long until) {
        this.host = host;
        this.agenda = host.agenda();
        this.all = all;
        this.generation = generation;
        this.processors = new Processors(agenda, (int) all.host().guestCpus().value());
        this.chance = chance;
        this.from = from;
        this.until = until;
    }

    /** Requests at random, whether earlier ones are answered or not. */
    void openArrivals() {
        agenda.after(Draw.gap(all.workload().requestsPerSecond(), chance), () -> {
            if (agenda.now() < until) {
                start(() -> {});
                openArrivals();
            }
        });
    }

    /** As many requests under way as saturate the guest: each answer starts the next. */
    void saturate() {
        for (int i = 0; i < all.workload().outstanding(); i++) {
            again();
        }
    }

    private void again() {
        if (agenda.now() < until) {
            start(this::again);
        }
    }

    private void start(Runnable then) {
        underWay++;
        new Request(chance.split(), then).receive();
    }

    boolean isDone() {
        return agenda.now() >= until && underWay == 0;
    }

    /** Latencies in nanoseconds of requests that arrived after the warm-up. */
    Histogram nanos() {
        return nanos;
    }

    /** Answers a second, from the end of the warm-up to the end. */
    double perSecond() {
        return completed * 1e9 / (until - from);
    }

    /** Which share of the processor time the guest's requests took was the guest's own work, as on metal. */
    double ownShare() {
        return workNanos / takenNanos;
    }

    private final class Request {
        private final RandomGenerator own;
        private final Runnable then;
        private final long arrived = agenda.now();
        private final long work;
        private final double kind;
        private final long volume;
        private final long disk;

        Request(SplittableRandom own, Runnable then) {
            Workload workload = all.workload();
            Devices devices = all.devices();
            this.own = own;
            this.then = then;
            this.work = Draw.logNormal(workload.cpuMicros() / 2, workload.cpuSpread(), own);
            this.kind = own.nextDouble();
            this.volume = Draw.logNormal(
                    devices.ebsMicros().value(), devices.ebsSpread().value(), own);
            this.disk = Draw.logNormal(
                    devices.localMicros().value(), devices.localSpread().value(), own);
        }

        void receive() {
            host.network(0, 1, own, () -> compute(generation.network().exits().value(), this::read));
        }

        private void read() {
            Workload workload = all.workload();
            if (kind < workload.ebsShare()) {
                host.ebs(0, volume, own, () -> compute(generation.ebs().exits().value(), this::send));
            } else if (kind < workload.ebsShare() + workload.localStorageShare()) {
                host.localStorage(
                        disk,
                        own,
                        () -> compute(generation.localStorage().exits().value(), this::send));
            } else {
                compute(0, this::send);
            }
        }

        private void compute(double exits, Runnable next) {
            long taken = Math.round(work * generation.cpuFactor().value())
                    + Draw.nanos(exits * generation.exitMicros().value());
            workNanos += work;
            takenNanos += taken;
            processors.serve(taken, next);
        }

        private void send() {
            host.network(0, 1, own, this::finish);
        }

        private void finish() {
            underWay--;
            if (arrived >= from) {
                nanos.recordValue(Math.min(LONGEST_NANOS, agenda.now() - arrived));
            }
            if (agenda.now() >= from && agenda.now() < until) {
                completed++;
            }
            then.run();
        }
    }
}
