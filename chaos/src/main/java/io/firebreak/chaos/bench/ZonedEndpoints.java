package io.firebreak.chaos.bench;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Endpoints by zone, as the peer keeps them: in a sorted map by coordinates, the values of each dimension beside. */
final class ZonedEndpoints {
    private static final String ZONE = "zone";

    private final Map<String, Set<String>> values = new HashMap<>();
    private final TreeMap<Coordinates, List<String>> endpoints = new TreeMap<>();

    void add(String zone, Collection<String> added) {
        Coordinates at = new Coordinates(List.of(zone));
        List<String> all = new ArrayList<>(added);
        all.addAll(endpoints.getOrDefault(at, List.of()));
        endpoints.put(at, all);
        values.computeIfAbsent(ZONE, unknown -> new HashSet<>()).add(zone);
    }

    Set<String> zones() {
        return values.getOrDefault(ZONE, Set.of());
    }

    /** How many values each dimension has, counted anew at every question. */
    Map<String, Integer> dimensionality() {
        Map<String, Integer> sizes = new HashMap<>();
        values.forEach((dimension, of) -> sizes.put(dimension, of.size()));
        return sizes;
    }

    List<String> endpoints(String zone) {
        return endpoints.getOrDefault(new Coordinates(List.of(zone)), List.of());
    }

    /** A name in each dimension. */
    private record Coordinates(List<String> names) implements Comparable<Coordinates> {
        Coordinates {
            names = new ArrayList<>(names);
        }

        @Override
        public int compareTo(Coordinates other) {
            for (int i = 0; i < names.size(); i++) {
                int order = names.get(i).compareTo(other.names.get(i));
                if (order != 0) {
                    return order;
                }
            }
            return 0;
        }
    }
}
