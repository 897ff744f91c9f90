package io.firebreak.fleet.generations;

/**
 * What each neighbour asks of the host's input and output: bursts with pauses between them, both of random length.
 *
 * @param onMillis mean length of a burst in milliseconds
 * @param offMillis mean length of a pause in milliseconds
 * @param packetsPerSecond packets a second in a burst
 * @param packetBatch how many packets come together
 * @param ebsPerSecond EBS requests a second in a burst
 * @param localStoragePerSecond local storage requests a second in a burst
 * @param quietShare which share of these rates a quiet neighbour sends, without bursts
 * @param why why these
 */
public record NeighbourLoad(
        double onMillis,
        double offMillis,
        double packetsPerSecond,
        int packetBatch,
        double ebsPerSecond,
        double localStoragePerSecond,
        double quietShare,
        String why) {}
