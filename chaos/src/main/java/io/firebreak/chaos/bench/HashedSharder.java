package io.firebreak.chaos.bench;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * The peer's way, written down again in plain words: the MD5 of seed and name seeds a {@link Random}, which shuffles the
 * zones and then every endpoint of each, of which the first ones are taken. The result is a lattice again.
 */
final class HashedSharder {
    private final ZonedEndpoints lattice = new ZonedEndpoints();
    private final long seed;

    HashedSharder(int endpoints, int zones, long seed) {
        for (int zone = 1; zone <= zones; zone++) {
            List<String> names = new ArrayList<>();
            for (int endpoint = zone; endpoint <= endpoints; endpoint += zones) {
                names.add("cell-" + endpoint);
            }
            lattice.add("zone-" + zone, names);
        }
        this.seed = seed;
    }

    ZonedEndpoints shard(byte[] name, int endpointsPerZone) {
        ZonedEndpoints chosen = new ZonedEndpoints();
        Random random = new Random(hash(name));
        List<String> zones = new ArrayList<>(lattice.zones());
        Collections.shuffle(zones, random);
        if (lattice.dimensionality().size() != 1) {
            throw new IllegalStateException("a second dimension is not measured");
        }
        for (String zone : zones) {
            List<String> available = new ArrayList<>(lattice.endpoints(zone));
            Collections.shuffle(available, random);
            chosen.add(zone, available.subList(0, endpointsPerZone));
        }
        return chosen;
    }

    private long hash(byte[] name) {
        try {
            MessageDigest md5 = MessageDigest.getInstance("MD5");
            md5.update(Long.toString(seed).getBytes(StandardCharsets.UTF_8));
            md5.update(name);
            return ByteBuffer.wrap(md5.digest()).order(ByteOrder.LITTLE_ENDIAN).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has MD5", e);
        }
    }
}
