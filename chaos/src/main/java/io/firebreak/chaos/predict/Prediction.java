package io.firebreak.chaos.predict;

import io.firebreak.assigner.analysis.BlastRadius;
import io.firebreak.assigner.analysis.SimulatedBlastRadius;
import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What {@code predict --json} prints. Shares are of tenants, those that are poison left out. */
record Prediction(
        int cells,
        int zones,
        int shardSize,
        int tenants,
        long seed,
        BigInteger shards,
        List<FaultPrediction> faults,
        @Nullable List<TradeOff> tradeOff) {
    Prediction {
        faults = List.copyOf(faults);
    }

    /**
     * One kind of fault.
     *
     * @param kind {@code failed-cells} or {@code poison-tenants}
     * @param count how many cells fail, or how many tenants are poison
     * @param variance of the share of so many tenants below the SLO from fault to fault; exact, null where there are zones
     * @param concrete for the shards that named tenants get; null where only their number is known
     * @param touched lose a part of their shard and fail over; not those below the SLO
     */
    record FaultPrediction(
            String kind,
            int count,
            double belowSlo,
            double touched,
            double unaffected,
            @Nullable Double variance,
            Simulated simulated,
            @Nullable Concrete concrete) {
        static FaultPrediction of(
                String kind,
                int count,
                BlastRadius exact,
                @Nullable Double variance,
                Simulated simulated,
                @Nullable Concrete concrete) {
            return new FaultPrediction(
                    kind, count, exact.belowSlo(), exact.touched(), exact.unaffected(), variance, simulated, concrete);
        }
    }

    /**
     * What trials saw.
     *
     * @param interval 95 %, of the share below the SLO: low, high
     * @param tenants how many got a shard in each trial
     */
    record Simulated(
            double belowSlo,
            double touched,
            double unaffected,
            double variance,
            List<Double> interval,
            int trials,
            int tenants) {
        static Simulated of(SimulatedBlastRadius seen, int tenants) {
            return new Simulated(
                    seen.belowSlo(),
                    seen.mean().touched(),
                    seen.mean().unaffected(),
                    seen.variance(),
                    List.of(seen.interval().low(), seen.interval().high()),
                    seen.trials(),
                    tenants);
        }
    }
}
