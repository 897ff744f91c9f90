package io.firebreak.chaos.network;

/**
 * A wire at one moment.
 *
 * @param connections that stand, half-open ones too
 * @param bytesWaiting of both directions, for their time or for who takes them
 * @param bytesUpstream that have passed from who connected to who listens
 * @param bytesDownstream that have passed the other way
 */
public record WireStatus(
        String name,
        int listen,
        int upstream,
        int connections,
        long bytesWaiting,
        long bytesUpstream,
        long bytesDownstream,
        Toxics toxics) {}
