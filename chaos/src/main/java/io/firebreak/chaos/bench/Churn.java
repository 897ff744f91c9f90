package io.firebreak.chaos.bench;

import io.firebreak.chaos.bench.PlacementWorkload.Demand;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** Arrivals, and departures of instances drawn by lot, around a level of use. */
final class Churn {
    /** For up to 4,096 demands on a million hosts. */
    private static final int DEMAND_BITS = 12;

    private final PlacementWorkload workload;
    private final Placer placer;
    private final RandomGenerator random;
    private final long target;
    /** What runs: of each instance the host and, in the lowest bits, the number of its demand; so that it does not crowd the caches. */
    private int[] instances = new int[1 << 10];

    private int running;
    private long vcpus;

    /** @param share of all vCPUs, above which instances depart */
    Churn(PlacementWorkload workload, Placer placer, double share, long seed) {
        this.workload = workload;
        this.placer = placer;
        this.random = new SplittableRandom(seed);
        this.target = (long) (share * workload.vcpus());
    }

    /** Starts with what runs in another one. */
    void copy(Churn other) {
        for (int i = 0; i < other.running; i++) {
            Demand demand = demand(other.instances[i]);
            placer.put(host(other.instances[i]), demand);
            add(host(other.instances[i]), demand);
        }
    }

    /** Lets instances arrive until the level is reached. */
    void fill() {
        while (vcpus < target) {
            arrive(1);
        }
    }

    /** Some arrivals at once, and as many departures as bring it back to the level; how many arrivals were placed. */
    int step(int arrivals) {
        int placed = arrive(arrivals);
        while (vcpus > target) {
            depart();
        }
        return placed;
    }

    /**
     * More arrivals than there is room for: each that is refused makes an instance depart. The mean of the vCPUs in use
     * while the second half arrived, when the fleet has long been full.
     */
    double crowd(int arrivals) {
        double sum = 0;
        for (int i = 0; i < arrivals; i++) {
            if (arrive(1) == 0) {
                depart();
            }
            sum += 2 * i >= arrivals ? vcpus : 0;
        }
        return sum / (arrivals - arrivals / 2);
    }

    private int arrive(int arrivals) {
        if (arrivals == 1) {
            Demand demand = workload.arrival();
            return add(placer.place(demand), demand);
        }
        List<Demand> batch = new ArrayList<>(arrivals);
        for (int i = 0; i < arrivals; i++) {
            batch.add(workload.arrival());
        }
        int[] places = placer.placeAll(batch);
        int placed = 0;
        for (int i = 0; i < arrivals; i++) {
            placed += add(places[i], batch.get(i));
        }
        return placed;
    }

    private int add(int host, Demand demand) {
        if (host == Placer.NOWHERE) {
            return 0;
        }
        if (running == instances.length) {
            instances = Arrays.copyOf(instances, 2 * running);
        }
        instances[running++] = (host << DEMAND_BITS) | demand.number();
        vcpus += demand.resources().vcpus();
        return 1;
    }

    private void depart() {
        int drawn = random.nextInt(running);
        Demand gone = demand(instances[drawn]);
        placer.depart(host(instances[drawn]), gone);
        instances[drawn] = instances[--running];
        vcpus -= gone.resources().vcpus();
    }

    private Demand demand(int instance) {
        return workload.demands().get(instance & ((1 << DEMAND_BITS) - 1));
    }

    private static int host(int instance) {
        return instance >>> DEMAND_BITS;
    }
}
