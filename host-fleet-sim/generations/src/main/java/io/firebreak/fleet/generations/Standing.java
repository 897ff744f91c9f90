package io.firebreak.fleet.generations;

/**
 * How a generation stands beside metal in one run. All shares are 1 for metal.
 *
 * @param generation which
 * @param throughputShare requests a second of a host full of saturated guests, as a share of metal's
 * @param guestThroughputShare the same of one guest with as many processors as on metal
 * @param guestCpuShare which share of the host's processor time is guests' own work when they are saturated
 * @param guestMemoryShare which share of the host's memory guests get
 * @param p50 median latency
 * @param p99 99th percentile
 * @param p999 99.9th percentile
 */
public record Standing(
        Generation generation,
        double throughputShare,
        double guestThroughputShare,
        double guestCpuShare,
        double guestMemoryShare,
        Latency p50,
        Latency p99,
        Latency p999) {

    /** A latency in microseconds, and metal's divided by it: 1 is as good as metal. */
    public record Latency(double micros, double shareOfMetal) {}
}
