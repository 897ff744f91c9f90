package io.firebreak.fleet.inventory;

import io.firebreak.fleet.api.Host;
import io.firebreak.fleet.api.Rack;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * What a fleet is built from. Equal plans give equal hosts.
 *
 * <p>Half of a large fleet is C5 and M5; a fleet of at least thirteen hosts has every family. Zones get equal mixes, and the
 * seed decides which hosts of a zone share a rack.
 *
 * @param hosts from 1
 * @param zones their names; not empty
 */
public record FleetPlan(int hosts, List<String> zones, long seed) {
    public FleetPlan {
        zones = List.copyOf(zones);
    }

    /** The hosts, in the order of their ids. */
    public List<Host> build() {
        List<HostModel> models = models();
        SplittableRandom random = new SplittableRandom(seed);
        List<Host> built = new ArrayList<>(hosts);
        for (int zone = 0; zone < zones.size(); zone++) {
            List<HostModel> ofZone = shuffled(everyNth(models, zone), random);
            for (int position = 0; position < ofZone.size(); position++) {
                built.add(host(built.size() + 1, zones.get(zone), position, ofZone.get(position)));
            }
        }
        return List.copyOf(built);
    }

    private static Host host(int number, String zone, int position, HostModel model) {
        return model.host(
                "host-%05d".formatted(number), zone, Rack.at(zone, position).name());
    }

    /** One model per host, equal ones together. */
    private List<HostModel> models() {
        List<HostModel> models = new ArrayList<>(hosts);
        shares().forEach((model, count) -> {
            for (int i = 0; i < count; i++) {
                models.add(model);
            }
        });
        return models;
    }

    /** Hosts per model by the largest-remainder method; then a family without any takes one from the largest. */
    private Map<HostModel, Integer> shares() {
        Map<HostModel, Integer> shares = new EnumMap<>(HostModel.class);
        int left = hosts;
        for (HostModel model : HostModel.values()) {
            int share = hosts * model.weight() / 100;
            shares.put(model, share);
            left -= share;
        }
        Arrays.stream(HostModel.values())
                .sorted(Comparator.comparingInt(model -> -(hosts * model.weight() % 100)))
                .limit(left)
                .forEach(model -> shares.merge(model, 1, Integer::sum));
        if (hosts >= HostModel.values().length) {
            for (HostModel model : HostModel.values()) {
                if (shares.getOrDefault(model, 0) == 0) {
                    shares.merge(largest(shares), -1, Integer::sum);
                    shares.put(model, 1);
                }
            }
        }
        return shares;
    }

    private static HostModel largest(Map<HostModel, Integer> shares) {
        HostModel largest = HostModel.C5;
        for (var share : shares.entrySet()) {
            if (share.getValue() > shares.getOrDefault(largest, 0)) {
                largest = share.getKey();
            }
        }
        return largest;
    }

    private List<HostModel> everyNth(List<HostModel> models, int first) {
        List<HostModel> dealt = new ArrayList<>();
        for (int i = first; i < models.size(); i += zones.size()) {
            dealt.add(models.get(i));
        }
        return dealt;
    }

    /** Fisher and Yates, written out so that the order depends on nothing but the seed. */
    private static List<HostModel> shuffled(List<HostModel> models, SplittableRandom random) {
        List<HostModel> shuffled = new ArrayList<>(models);
        for (int i = shuffled.size() - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            HostModel swapped = shuffled.get(i);
            shuffled.set(i, shuffled.get(j));
            shuffled.set(j, swapped);
        }
        return shuffled;
    }
}
