package io.firebreak.assigner.shuffle;

import io.firebreak.assigner.ActiveCells;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The rates at which zones and cells must race so that each cell is a member for its share of the tenants: min(1, k·w/W)
 * without zones, and with zones as near to it as the even spread over the zones allows.
 */
final class LoadRates {
    private final ZoneLayout layout;
    private final double[] weights;
    private final double[] extraTargets;

    LoadRates(ActiveCells active, ZoneLayout layout) {
        this.layout = layout;
        this.weights = IntStream.range(0, layout.positions())
                .mapToDouble(position -> active.cell(layout.cellAt(position)).weight())
                .toArray();
        this.extraTargets = extraTargets();
    }

    /** Rates of the zones in the race for the members that not every zone gives. */
    double[] ofZones() {
        return rates(extraTargets, acceptance(layout.extras(), 0));
    }

    /** Rates of the cells, by position, in the races within their zones. */
    double[] ofCells() {
        double[] rates = new double[weights.length];
        for (int zone = 0; zone < layout.zones(); zone++) {
            double[] ofZone = rates(targets(zone), acceptance(layout.given(zone), extraTargets[zone]));
            System.arraycopy(ofZone, 0, rates, layout.start(zone), ofZone.length);
        }
        return rates;
    }

    private double[] targets(int zone) {
        return Inclusion.of(weightsOf(zone), layout.given(zone) + extraTargets[zone], 0);
    }

    private double[] weightsOf(int zone) {
        return Arrays.copyOfRange(weights, layout.start(zone), layout.start(zone + 1));
    }

    private double[] extraTargets() {
        int[] larger =
                IntStream.range(0, layout.zones()).filter(layout::hasMore).toArray();
        double[] targets = new double[layout.zones()];
        if (layout.extras() > 0) {
            double[] zoneWeights = Arrays.stream(larger)
                    .mapToDouble(zone -> Arrays.stream(weightsOf(zone)).sum())
                    .toArray();
            double[] ofLarger = Inclusion.of(zoneWeights, layout.extras(), layout.level());
            for (int i = 0; i < larger.length; i++) {
                targets[larger[i]] = ofLarger[i];
            }
        }
        return targets;
    }

    private static double[] acceptance(int sure, double further) {
        double[] acceptance = new double[further > 0 ? sure + 1 : sure];
        Arrays.fill(acceptance, 1);
        if (further > 0) {
            acceptance[sure] = further;
        }
        return acceptance;
    }

    /** Rates for the wanted probabilities: infinite for 1, none for 0, and the race among the others solved. */
    private static double[] rates(double[] targets, double[] acceptance) {
        int sure = (int) Arrays.stream(targets).filter(target -> target == 1).count();
        double[] classes = Arrays.stream(targets)
                .filter(target -> target > 0 && target < 1)
                .sorted()
                .distinct()
                .toArray();
        double[] solved =
                solve(targets, classes, Arrays.copyOfRange(acceptance, sure, Math.max(sure, acceptance.length)));
        return Arrays.stream(targets)
                .map(target -> target == 1
                        ? Double.POSITIVE_INFINITY
                        : target == 0 ? 0 : solved[Arrays.binarySearch(classes, target)])
                .toArray();
    }

    private static double[] solve(double[] targets, double[] classes, double[] acceptance) {
        if (classes.length < 2 || acceptance.length < 2) {
            return classes; // whoever comes first: the rate is the share
        }
        int[] sizes = Arrays.stream(classes)
                .mapToInt(wanted -> (int) Arrays.stream(targets)
                        .filter(target -> target == wanted)
                        .count())
                .toArray();
        return new RaceRates(classes, sizes, acceptance).solve();
    }
}
