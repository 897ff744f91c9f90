package io.firebreak.fleet.api;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A rack: hosts of one zone behind one power feed and one top-of-rack switch.
 *
 * @param number within its zone, from 1
 */
public record Rack(String zone, int number) {
    /** A rack of 42 units, hosts of 4 units. */
    public static final int HOSTS = 10;

    /** The rack of a zone's host, by its position in the zone, from 0. */
    public static Rack at(String zone, int position) {
        return new Rack(zone, position / HOSTS + 1);
    }

    /** All racks of a fleet whose hosts are dealt into its zones in turn, zone by zone. */
    public static List<Rack> of(int hosts, List<String> zones) {
        return IntStream.range(0, zones.size())
                .boxed()
                .flatMap(zone -> ofZone(zones.get(zone), (hosts - zone + zones.size() - 1) / zones.size()))
                .toList();
    }

    private static Stream<Rack> ofZone(String zone, int hosts) {
        return IntStream.rangeClosed(1, (hosts + HOSTS - 1) / HOSTS).mapToObj(number -> new Rack(zone, number));
    }

    /** As hosts name it, such as {@code zone-1-rack-02}. */
    public String name() {
        return "%s-rack-%02d".formatted(zone, number);
    }
}
