package io.firebreak.chaos.region;

/**
 * What a game day needs of a region, wherever that runs: where everything is, and hands on its processes. A region on this
 * machine has one ({@link LocalRegion}), one of containers another; {@code docs/drivers.md} says what each call has to mean
 * for a new one.
 *
 * <p>A driver gives what {@link RegionFile} says as the program that drives can use it: URLs that it can reach, names of
 * cells and processes as {@link ProcessName} makes them, every tenant of the day with its key and its shard. It does not
 * start or stop regions; who starts one for a day stops it.
 */
public interface RegionDriver {
    /** The region as it was when it was found. Its process ids may be those of earlier lives. */
    RegionFile file();

    /** What can be done to its processes; it may be kept and used by many threads. */
    RegionControl control();
}
