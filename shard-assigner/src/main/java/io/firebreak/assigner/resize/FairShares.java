package io.firebreak.assigner.resize;

import java.util.Arrays;

/**
 * What each active cell should carry: in proportion to its weight, as far as zones allow. A shard of k cells has at least
 * m − 1 and at most m members in a zone that has as many, so a zone's share lies between what that makes for all tenants;
 * between these bounds zones, and cells within their zone, are filled like vessels to one level.
 */
final class FairShares {
    /** Halving the interval so often leaves nothing a double would show. */
    private static final int HALVINGS = 200;

    private final Ground ground;
    private final double[] shares;

    FairShares(Ground ground, int[][] shards, double[] weights) {
        this.ground = ground;
        this.shares = new double[ground.cells()];
        double[] least = new double[ground.zones()];
        double[] most = new double[ground.zones()];
        double members = 0;
        double tenants = 0;
        for (int i = 0; i < shards.length; i++) {
            int perZone = ground.mostPerZone(shards[i].length);
            for (int zone = 0; zone < least.length; zone++) {
                least[zone] += weights[i] * Math.min(perZone - 1, ground.cellsOfZone(zone));
                most[zone] += weights[i] * Math.min(perZone, ground.cellsOfZone(zone));
            }
            members += weights[i] * shards[i].length;
            tenants += weights[i];
        }
        double[] ofZones = filled(weightOfZones(), least, most, members);
        for (int zone = 0; zone < ofZones.length; zone++) {
            fill(zone, ofZones[zone], tenants);
        }
    }

    private double[] weightOfZones() {
        double[] weights = new double[ground.zones()];
        for (int cell = 0; cell < ground.cells(); cell++) {
            if (ground.isActive(cell)) {
                weights[ground.zoneOf(cell)] += ground.cell(cell).weight();
            }
        }
        return weights;
    }

    private void fill(int zone, double share, double tenants) {
        int zoneOfNone = -1;
        double[] weights = new double[ground.cells()];
        for (int cell = 0; cell < ground.cells(); cell++) {
            int of = ground.isActive(cell) ? ground.zoneOf(cell) : zoneOfNone;
            weights[cell] = of == zone ? ground.cell(cell).weight() : 0;
        }
        double[] most = new double[weights.length];
        Arrays.fill(most, tenants);
        double[] filled = filled(weights, new double[weights.length], most, share);
        for (int cell = 0; cell < filled.length; cell++) {
            shares[cell] += filled[cell];
        }
    }

    /** level × weight, kept between least and most, at the level where all of it is the whole. */
    private static double[] filled(double[] weights, double[] least, double[] most, double whole) {
        double low = 0;
        double high = 1;
        while (sum(at(high, weights, least, most)) < whole && high < 1e300) {
            high *= 2;
        }
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (low + high) / 2;
            if (sum(at(middle, weights, least, most)) < whole) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return at(high, weights, least, most);
    }

    private static double[] at(double level, double[] weights, double[] least, double[] most) {
        double[] filled = new double[weights.length];
        Arrays.setAll(filled, i -> weights[i] == 0 ? 0 : Math.max(least[i], Math.min(most[i], level * weights[i])));
        return filled;
    }

    private static double sum(double[] values) {
        return Arrays.stream(values).sum();
    }

    /** What a cell should carry. */
    double of(int cell) {
        return shares[cell];
    }
}
