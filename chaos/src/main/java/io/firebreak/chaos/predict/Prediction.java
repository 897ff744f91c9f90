package io.firebreak.chaos.predict;

import io.firebreak.assigner.analysis.BlastRadius;
import io.firebreak.assigner.analysis.SimulatedBlastRadius;
import java.math.BigInteger;
import java.util.List;

/** What {@code predict --json} prints. Shares are of tenants, those that are poison left out. */
record Prediction(
        int cells, int zones, int shardSize, int tenants, long seed, BigInteger shards, List<FaultPrediction> faults) {
    Prediction {
        faults = List.copyOf(faults);
    }

    /**
     * One kind of fault.
     *
     * @param kind {@code failed-cells} or {@code poison-tenants}
     * @param count how many cells fail, or how many tenants are poison
     * @param touched lose a part of their shard and fail over; not those below the SLO
     */
    record FaultPrediction(
            String kind, int count, double belowSlo, double touched, double unaffected, Simulated simulated) {
        static FaultPrediction of(String kind, int count, BlastRadius exact, SimulatedBlastRadius seen) {
            return new FaultPrediction(
                    kind, count, exact.belowSlo(), exact.touched(), exact.unaffected(), Simulated.of(seen));
        }
    }

    /** @param interval 95 %: low, high */
    record Simulated(double belowSlo, List<Double> interval, int trials) {
        static Simulated of(SimulatedBlastRadius seen) {
            return new Simulated(
                    seen.belowSlo(),
                    List.of(seen.interval().low(), seen.interval().high()),
                    seen.trials());
        }
    }
}
