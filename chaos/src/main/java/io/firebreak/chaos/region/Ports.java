package io.firebreak.chaos.region;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Ports that are free now and that no outgoing connection will take: they lie below the range from which operating
 * systems give ports to connections. So a process that was killed under load finds its port free when it comes back.
 */
public final class Ports {
    private static final int LOWEST = 18_000;
    private static final int PAST_HIGHEST = 32_000;
    /** So many tries per port wanted before it is said that there are not enough. */
    private static final int TRIES = 200;

    private Ports() {}

    /** As many different ports as asked for. */
    public static List<Integer> free(int count, RandomGenerator random) {
        Set<Integer> tried = new HashSet<>();
        List<Integer> found = new ArrayList<>();
        for (int tries = 0; found.size() < count && tries < TRIES * count; tries++) {
            int port = random.nextInt(LOWEST, PAST_HIGHEST);
            if (tried.add(port) && isFree(port)) {
                found.add(port);
            }
        }
        if (found.size() < count) {
            throw new IllegalStateException("%d free ports are needed between %d and %d, %d were found"
                    .formatted(count, LOWEST, PAST_HIGHEST - 1, found.size()));
        }
        return found;
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
