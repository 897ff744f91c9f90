package io.firebreak.fleet.generations;

/**
 * How requests of one kind get from a guest to the outside and back.
 *
 * @param servedBy where
 * @param passMicros the delay of each pass that nothing else waits for, in microseconds
 * @param serviceMicros the mean time each pass takes of a dom0 processor, or of the card's pipeline, in microseconds
 * @param spread sigma of the log-normal service time; 0 is a constant
 * @param exits how often a request of a guest makes it leave to the hypervisor
 */
public record IoPath(
        ServedBy servedBy, Parameter passMicros, Parameter serviceMicros, Parameter spread, Parameter exits) {}
