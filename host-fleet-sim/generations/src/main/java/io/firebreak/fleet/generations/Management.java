package io.firebreak.fleet.generations;

/**
 * The host's own work: agents for metrics, networks and volumes. In dom0 it takes processors from guests' requests; on a
 * card it takes nothing from them.
 *
 * @param servedBy where
 * @param perSecond tasks a second, at random
 * @param serviceMicros mean processor time of a task in microseconds
 * @param spread sigma of its log-normal distribution
 */
public record Management(ServedBy servedBy, Parameter perSecond, Parameter serviceMicros, Parameter spread) {}
