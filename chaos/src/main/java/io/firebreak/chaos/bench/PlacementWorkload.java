package io.firebreak.chaos.bench;

import io.firebreak.cell.catalogue.InstanceType;
import io.firebreak.cell.catalogue.InstanceTypes;
import io.firebreak.cell.placement.HostCapacity;
import io.firebreak.cell.placement.HostId;
import io.firebreak.fleet.api.Resources;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/**
 * Hosts and the instances that want to run on them. Families have the shares of a simulated fleet. Within a family every
 * size asks for as many vCPUs in all as any other, so small instances are by far the most, as in published traces of
 * clouds (Cortez and others, "Resource Central", SOSP 2017).
 */
final class PlacementWorkload {
    private static final List<String> ZONE_NAMES = List.of("zone-0", "zone-1", "zone-2");
    static final int ZONES = ZONE_NAMES.size();
    private static final int HOSTS_PER_RACK = 10;
    /** More than a full host of small instances attaches. */
    private static final int INTERFACES = 750;

    private static final int VOLUMES = 2_000;
    /** A power of two. */
    private static final int DRAWN = 1 << 16;

    private static final Map<String, Integer> HOSTS_PERCENT = shares();
    /** One set for all hosts of a family. */
    private static final Map<String, Set<String>> RUNS =
            HOSTS_PERCENT.keySet().stream().collect(Collectors.toMap(family -> family, Set::of));

    private static final String HOST = "host-";

    /**
     * An instance type that is asked for.
     *
     * @param number its position among all of them
     * @param familyNumber equal for types of one family
     */
    record Demand(int number, InstanceType type, int familyNumber, Resources resources) {}

    private final List<HostCapacity> hosts;
    private final int[] familyOfHost;
    private final List<Demand> demands;
    private final Demand[] drawn = new Demand[DRAWN];
    private int next;

    PlacementWorkload(int hostCount, long seed) {
        RandomGenerator random = new SplittableRandom(seed);
        InstanceTypes catalogue = InstanceTypes.load();
        List<String> families = List.copyOf(HOSTS_PERCENT.keySet());
        this.demands = demands(catalogue, families);
        this.hosts = new ArrayList<>(hostCount);
        this.familyOfHost = new int[hostCount];
        for (int i = 0; i < hostCount; i++) {
            int family = draw(families, random);
            familyOfHost[i] = family;
            hosts.add(host(i, families.get(family), capacity(catalogue, families.get(family))));
        }
        double[] weights = demands.stream()
                .mapToDouble(demand -> weight(demand, catalogue, families))
                .toArray();
        double sum = 0;
        for (double weight : weights) {
            sum += weight;
        }
        for (int i = 0; i < DRAWN; i++) {
            drawn[i] = demands.get(draw(weights, random.nextDouble() * sum));
        }
    }

    /** In the order of their numbers. */
    List<HostCapacity> hosts() {
        return hosts;
    }

    int familyOf(int host) {
        return familyOfHost[host];
    }

    int families() {
        return HOSTS_PERCENT.size();
    }

    List<Demand> demands() {
        return demands;
    }

    long vcpus() {
        return hosts.stream().mapToLong(host -> host.total().vcpus()).sum();
    }

    /** The next arrival. */
    Demand arrival() {
        return drawn[next++ & (DRAWN - 1)];
    }

    private static Map<String, Integer> shares() {
        Map<String, Integer> shares = new LinkedHashMap<>();
        shares.put("c5", 28);
        shares.put("m5", 21);
        shares.put("r5", 10);
        shares.put("m6i", 10);
        shares.put("c6i", 7);
        shares.put("c7g", 6);
        shares.put("r6i", 5);
        shares.put("t3", 4);
        shares.put("i3", 3);
        shares.put("c4", 2);
        shares.put("m4", 2);
        shares.put("c3", 1);
        shares.put("g4dn", 1);
        return shares;
    }

    private static int draw(List<String> families, RandomGenerator random) {
        double[] weights = families.stream().mapToDouble(HOSTS_PERCENT::get).toArray();
        return draw(weights, random.nextDouble() * 100);
    }

    private static int draw(double[] weights, double at) {
        double left = at;
        for (int i = 0; i < weights.length - 1; i++) {
            left -= weights[i];
            if (left < 0) {
                return i;
            }
        }
        return weights.length - 1;
    }

    private static List<Demand> demands(InstanceTypes catalogue, List<String> families) {
        List<Demand> demands = new ArrayList<>();
        for (InstanceType type : catalogue.all()) {
            demands.add(new Demand(demands.size(), type, families.indexOf(type.family()), type.resources()));
        }
        return demands;
    }

    private static double weight(Demand demand, InstanceTypes catalogue, List<String> families) {
        String family = families.get(demand.familyNumber());
        long sizes = catalogue.all().stream()
                .filter(type -> type.family().equals(family))
                .count();
        double vcpusOfFamily = HOSTS_PERCENT.getOrDefault(family, 0)
                * (double) capacity(catalogue, family).vcpus();
        return vcpusOfFamily / sizes / demand.resources().vcpus();
    }

    /** The number of a host by its id. */
    static int number(HostId id) {
        return Integer.parseInt(id.value(), HOST.length(), id.value().length(), 10);
    }

    /** The zone of a host by its number. */
    static String zone(int host) {
        return ZONE_NAMES.get(host % ZONES);
    }

    /** The number of the rack of a host by the host's number. */
    static int rack(int host) {
        return host / ZONES / HOSTS_PER_RACK * ZONES + host % ZONES;
    }

    private static HostCapacity host(int number, String family, Resources capacity) {
        int zone = number % ZONES;
        return new HostCapacity(
                new HostId(HOST + "%06d".formatted(number)),
                1,
                zone(number),
                "zone-%d-rack-%d".formatted(zone, number / ZONES / HOSTS_PER_RACK),
                RUNS.getOrDefault(family, Set.of()),
                true,
                capacity,
                Resources.NONE);
    }

    /**
     * The biggest size has a host for itself; T3 has hosts of the board of M5. Where volumes share the network, all of it is
     * theirs.
     */
    private static Resources capacity(InstanceTypes catalogue, String family) {
        String board = family.equals("t3") ? "m5" : family;
        Optional<Resources> biggest = catalogue.all().stream()
                .filter(type -> type.family().equals(board))
                .map(InstanceType::resources)
                .max(Comparator.comparingInt(Resources::vcpus).thenComparingInt(Resources::volumeSlots));
        Resources size = biggest.orElseThrow();
        return new Resources(
                size.vcpus(),
                size.memoryMiB(),
                size.networkMbps(),
                size.ebsMbps() == 0 ? size.networkMbps() : size.ebsMbps(),
                INTERFACES,
                VOLUMES,
                size.localDiskGiB(),
                size.accelerators());
    }
}
