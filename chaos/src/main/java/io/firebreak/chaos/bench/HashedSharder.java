package io.firebreak.chaos.bench;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * The peer's way, written down again in the plainest words: the MD5 of seed and name seeds a {@link Random}, which
 * shuffles the coordinates and then every endpoint of each, and the first k are the shard. What is taken goes into a
 * lattice again, as there.
 */
final class HashedSharder {
    private final Map<List<String>, List<String>> lattice = new HashMap<>();
    private final long seed;

    HashedSharder(int endpoints, long seed) {
        List<String> names = new ArrayList<>();
        for (int i = 1; i <= endpoints; i++) {
            names.add("cell-" + i);
        }
        lattice.put(List.of("zone-1"), names);
        this.seed = seed;
    }

    Map<List<String>, List<String>> shard(String name, int endpointsPerCoordinate) {
        Random random = new Random(hash(name));
        List<List<String>> coordinates = new ArrayList<>(lattice.keySet());
        Collections.shuffle(coordinates, random);
        Map<List<String>, List<String>> chosen = new HashMap<>();
        for (List<String> coordinate : coordinates) {
            List<String> available = new ArrayList<>(lattice.getOrDefault(coordinate, List.of()));
            Collections.shuffle(available, random);
            chosen.computeIfAbsent(coordinate, unknown -> new ArrayList<>())
                    .addAll(available.subList(0, endpointsPerCoordinate));
        }
        return chosen;
    }

    private long hash(String name) {
        try {
            MessageDigest md5 = MessageDigest.getInstance("MD5");
            md5.update(Long.toString(seed).getBytes(StandardCharsets.UTF_8));
            md5.update(name.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(md5.digest()).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has MD5", e);
        }
    }
}
