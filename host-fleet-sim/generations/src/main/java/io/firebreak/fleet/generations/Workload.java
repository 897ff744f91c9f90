package io.firebreak.fleet.generations;

/**
 * What the measured guest is asked. A request is a packet in, half its processor time, at most one read of EBS or local
 * storage, the other half, and a packet out.
 *
 * @param name what it is, in a line
 * @param requestsPerSecond how many arrive a second, at random
 * @param cpuMicros mean processor time of one on metal, in microseconds
 * @param cpuSpread sigma of its log-normal distribution
 * @param ebsShare which share reads from EBS
 * @param localStorageShare which share reads from local storage
 * @param packetBytes size of a packet
 * @param ebsBytes size of a read from EBS
 * @param outstanding how many are kept under way to saturate the guest
 * @param why why these
 */
public record Workload(
        String name,
        double requestsPerSecond,
        double cpuMicros,
        double cpuSpread,
        double ebsShare,
        double localStorageShare,
        int packetBytes,
        int ebsBytes,
        int outstanding,
        String why) {

    /** The same with other processor time, rate and reads, for statements about one function alone. */
    public Workload with(String name, double requestsPerSecond, double cpuMicros, double ebsShare, double localShare) {
        return new Workload(
                name,
                requestsPerSecond,
                cpuMicros,
                cpuSpread,
                ebsShare,
                localShare,
                packetBytes,
                ebsBytes,
                outstanding,
                why);
    }
}
