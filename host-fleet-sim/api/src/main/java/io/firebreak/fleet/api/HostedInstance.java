package io.firebreak.fleet.api;

/**
 * An instance on a host.
 *
 * @param generation the newest the host has accepted for it
 */
public record HostedInstance(
        String host, String instance, String instanceType, long generation, HostedState state, Resources resources) {}
