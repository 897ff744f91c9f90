package io.firebreak.fleet.generations;

import java.util.List;
import java.util.stream.Stream;

/**
 * How hosts of one generation serve their guests.
 *
 * @param generation its name, as {@code c5}
 * @param title its name for a person
 * @param year when EC2 first offered it
 * @param offloaded functions that run on cards
 * @param mainCpu functions that run on the main board's processors
 * @param reservedCpus hardware threads no guest gets
 * @param reservedMemoryGiB memory no guest gets, in GiB
 * @param cpuFactor what the guest's own work takes as a multiple of metal's: nested or paravirtualized paging, ticks
 * @param exitMicros what an exit to the hypervisor takes of the guest's processor, in microseconds
 * @param network the way of packets
 * @param ebs the way of requests to EBS volumes
 * @param localStorage the way of requests to local disks
 * @param management the host's own work
 * @param reachesGuestMemory parts of the host that can read or write a guest's memory
 * @param takesCommands parts of the host that accept commands, and from where
 * @param reproduces keys of the sources whose statements this generation is held against
 */
public record Generation(
        String generation,
        String title,
        int year,
        List<String> offloaded,
        List<String> mainCpu,
        Parameter reservedCpus,
        Parameter reservedMemoryGiB,
        Parameter cpuFactor,
        Parameter exitMicros,
        IoPath network,
        IoPath ebs,
        IoPath localStorage,
        Management management,
        List<String> reachesGuestMemory,
        List<String> takesCommands,
        List<String> reproduces) {

    /** Whether anything is served in dom0, so that there is one. */
    public boolean hasDom0() {
        return Stream.of(network.servedBy(), ebs.servedBy(), localStorage.servedBy(), management.servedBy())
                .anyMatch(ServedBy.DOM0::equals);
    }

    /** Every figure of this generation. */
    public List<Parameter> parameters() {
        return Stream.of(
                        Stream.of(reservedCpus, reservedMemoryGiB, cpuFactor, exitMicros),
                        Stream.of(network, ebs, localStorage)
                                .flatMap(path -> Stream.of(
                                        path.passMicros(), path.serviceMicros(), path.spread(), path.exits())),
                        Stream.of(management.perSecond(), management.serviceMicros(), management.spread()))
                .flatMap(parameters -> parameters)
                .toList();
    }
}
