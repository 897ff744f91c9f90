package io.firebreak.chaos.fault;

import io.firebreak.assigner.CellId;
import io.firebreak.assigner.Shard;
import io.firebreak.assigner.TenantId;
import io.firebreak.chaos.gameday.GameDay;
import io.firebreak.chaos.gameday.GameDay.LoadShape;
import io.firebreak.chaos.network.Link;
import io.firebreak.chaos.network.Slowness;

/**
 * Whether a cell whose link is slow serves anybody in time. It does not when more of its answers are late than the SLO forgives, or
 * when more is to pass than can: what waits then only grows. A router that has another cell to ask does not wait that long.
 */
record SlowLink(Link link, Slowness slowness) {
    /** What a launch says to its database and waits for, one after the other: token, instances, audit, quota, room, commit. */
    private static final int DATABASE_TRIPS = 6;
    /** About a launch with its answer, and a list without what it lists. */
    private static final double BYTES_OF_A_CALL = 1_000;
    /** About what a list says of one. */
    private static final double BYTES_OF_AN_INSTANCE = 400;

    boolean disables(CellId cell, FaultSite site, GameDay gameDay) {
        return switch (link) {
            case FLEET -> false;
            case ROUTERS, DATABASE ->
                shareLate(gameDay.slo()) > 1 - gameDay.slo().availability()
                        || carriesTooLittle(
                                bytesWanted(cell, site, gameDay.load()),
                                site.behind(cell, link).size());
        };
    }

    /** Each of the link's wires has the rate for itself. */
    private boolean carriesTooLittle(double bytesWanted, int wires) {
        return slowness.bytesPerSecond() > 0 && bytesWanted > (double) wires * slowness.bytesPerSecond();
    }

    /** The share of answers that come after their time. */
    private double shareLate(GameDay.Slo slo) {
        int ways = 2 * (link == Link.DATABASE ? DATABASE_TRIPS : 1);
        double least =
                ways * (double) slowness.latency().minus(slowness.jitter()).toMillis();
        double width = 2.0 * slowness.jitter().toMillis();
        double left = slo.latency().toMillis() - least;
        return width == 0 ? (left < 0 ? 1 : 0) : 1 - shareOfSums(ways, left / width);
    }

    /** How many of the sums of so many numbers, each evenly drawn of 0 to 1, are at most this (Irwin and Hall, 1927). */
    static double shareOfSums(int numbers, double most) {
        if (most <= 0 || most >= numbers) {
            return most <= 0 ? 0 : 1;
        }
        double sum = 0;
        double term = 1;
        for (int k = 0; k <= Math.floor(most); k++) {
            sum += term * Math.pow(most - k, numbers);
            term *= -(numbers - k) / (k + 1.0);
        }
        double factorial = 1;
        for (int i = 2; i <= numbers; i++) {
            factorial *= i;
        }
        return Math.clamp(sum / factorial, 0, 1);
    }

    /** What the tenants of the cell make it send over the link in a second, in the direction in which that is more. */
    private double bytesWanted(CellId cell, FaultSite site, LoadShape load) {
        double ofOneTenant = load.rate().perSecond() / site.tenants().size();
        double bytes = 0;
        for (TenantId tenant : site.tenants()) {
            Shard shard = site.shardOf(tenant);
            if (shard.cells().contains(cell)) {
                bytes += ofOneTenant * bytesOfAnIntent(shard.cells().size(), load);
            }
        }
        return bytes;
    }

    /** A list asks every cell of the shard for what it has of the tenant's instances, everything else asks one of them. */
    private double bytesOfAnIntent(int cellsOfShard, LoadShape load) {
        double instances = (double) load.instancesPerTenant() / cellsOfShard;
        double list = load.mix().list() * (BYTES_OF_A_CALL + instances * BYTES_OF_AN_INSTANCE);
        return list + (1 - load.mix().list()) * BYTES_OF_A_CALL / cellsOfShard;
    }
}
