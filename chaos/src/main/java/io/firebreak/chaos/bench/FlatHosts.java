package io.firebreak.chaos.bench;

import io.firebreak.cell.placement.HostCapacity;
import io.firebreak.chaos.bench.PlacementWorkload.Demand;
import io.firebreak.fleet.api.Resources;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * The peers: every host's free resources in one flat array, looked at host by host. What they save is all that can be
 * saved without an index; each looks only at hosts of the family.
 */
final class FlatHosts implements Placer {
    private static final int DIMENSIONS = 8;
    /** Draws before a random placement goes through the hosts in turn. */
    private static final int DRAWS = 32;

    /** Which of the hosts with room is taken. */
    enum Rule {
        /** Where the least remains: the sum over all resources of the squared shares. */
        BEST_FIT,
        FIRST_FIT,
        RANDOM
    }

    private final Rule rule;
    private final RandomGenerator random;
    private final long[] free;
    private final double[] total;
    private final int[][] hostsOfFamily;
    private final long[][] wanted;

    FlatHosts(PlacementWorkload workload, Rule rule, RandomGenerator random) {
        this.rule = rule;
        this.random = random;
        int hosts = workload.hosts().size();
        free = new long[hosts * DIMENSIONS];
        total = new double[hosts * DIMENSIONS];
        for (int host = 0; host < hosts; host++) {
            HostCapacity capacity = workload.hosts().get(host);
            long[] figures = figures(capacity.total());
            for (int i = 0; i < DIMENSIONS; i++) {
                free[host * DIMENSIONS + i] = figures[i];
                total[host * DIMENSIONS + i] = Math.max(1, figures[i]);
            }
        }
        hostsOfFamily = IntStream.range(0, workload.families())
                .mapToObj(family -> IntStream.range(0, hosts)
                        .filter(host -> workload.familyOf(host) == family)
                        .toArray())
                .toArray(int[][]::new);
        wanted = workload.demands().stream()
                .map(demand -> figures(demand.resources()))
                .toArray(long[][]::new);
    }

    @Override
    public int place(Demand demand) {
        int[] hosts = hostsOfFamily[demand.familyNumber()];
        long[] figures = wanted[demand.number()];
        int host = switch (rule) {
            case BEST_FIT -> bestFit(hosts, figures);
            case FIRST_FIT -> firstFit(hosts, figures, 0);
            case RANDOM -> random(hosts, figures);
        };
        if (host != NOWHERE) {
            put(host, demand);
        }
        return host;
    }

    @Override
    public void depart(int host, Demand demand) {
        change(host, wanted[demand.number()], 1);
    }

    @Override
    public void put(int host, Demand demand) {
        change(host, wanted[demand.number()], -1);
    }

    private void change(int host, long[] figures, int sign) {
        for (int i = 0; i < DIMENSIONS; i++) {
            free[host * DIMENSIONS + i] += sign * figures[i];
        }
    }

    private int bestFit(int[] hosts, long[] figures) {
        int best = NOWHERE;
        double least = Double.MAX_VALUE;
        for (int host : hosts) {
            if (fits(host, figures)) {
                double remaining = remaining(host, figures);
                if (remaining < least) {
                    least = remaining;
                    best = host;
                }
            }
        }
        return best;
    }

    private int firstFit(int[] hosts, long[] figures, int from) {
        for (int i = 0; i < hosts.length; i++) {
            int host = hosts[(from + i) % hosts.length];
            if (fits(host, figures)) {
                return host;
            }
        }
        return NOWHERE;
    }

    private int random(int[] hosts, long[] figures) {
        for (int i = 0; i < DRAWS && hosts.length > 0; i++) {
            int host = hosts[random.nextInt(hosts.length)];
            if (fits(host, figures)) {
                return host;
            }
        }
        return firstFit(hosts, figures, hosts.length == 0 ? 0 : random.nextInt(hosts.length));
    }

    private boolean fits(int host, long[] figures) {
        int at = host * DIMENSIONS;
        for (int i = 0; i < DIMENSIONS; i++) {
            if (free[at + i] < figures[i]) {
                return false;
            }
        }
        return true;
    }

    private double remaining(int host, long[] figures) {
        int at = host * DIMENSIONS;
        double sum = 0;
        for (int i = 0; i < DIMENSIONS; i++) {
            double share = (free[at + i] - figures[i]) / total[at + i];
            sum += share * share;
        }
        return sum;
    }

    private static long[] figures(Resources resources) {
        return new long[] {
            resources.vcpus(),
            resources.memoryMiB(),
            resources.networkMbps(),
            resources.ebsMbps(),
            resources.networkInterfaces(),
            resources.volumeSlots(),
            resources.localDiskGiB(),
            resources.accelerators()
        };
    }
}
