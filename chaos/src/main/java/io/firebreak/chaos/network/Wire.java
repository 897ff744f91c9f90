package io.firebreak.chaos.network;

/**
 * A port of the proxy and the port behind it, both on 127.0.0.1.
 *
 * @param name unique in a proxy; that of the process behind it
 * @param listen where who connects is to connect; 0 for any free port
 * @param upstream where who listens is
 */
public record Wire(String name, int listen, int upstream) {}
