package io.firebreak.chaos.fault;

import io.firebreak.assigner.TenantId;
import io.firebreak.chaos.gameday.GameDay;
import io.firebreak.chaos.gameday.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/**
 * The faults of a game day with every target chosen: a function of the game day, its seed, and what there is to break. The
 * same tenants give the same random tenant in every architecture. Where there is one cell only, it stands for any cell the
 * file names, since that is what {@code regional} makes of all of them.
 */
public record FaultPlan(List<PlannedFault> faults) {
    public FaultPlan {
        faults = List.copyOf(faults);
    }

    /**
     * Chooses the targets.
     *
     * @throws IllegalArgumentException when the file names something that does not exist
     */
    public static FaultPlan of(GameDay gameDay, FaultSite site) {
        SplittableRandom chance = new SplittableRandom(gameDay.seed());
        List<PlannedFault> faults = new ArrayList<>();
        for (Step step : gameDay.method()) {
            faults.add(new Aim(step, site, gameDay, chance.split()).take());
        }
        refuseOthersWithThem(faults);
        refuseTwoOnOneWire(faults);
        return new FaultPlan(faults);
    }

    /** What is dead or stopped cannot be told to be gray, and what is gray twice is neither. */
    private static void refuseOthersWithThem(List<PlannedFault> faults) {
        for (PlannedFault gray : faults) {
            for (PlannedFault other : faults) {
                if (!other.equals(gray) && gray.means().isKeptBy(other.means()) && gray.overlaps(other)) {
                    throw new IllegalArgumentException("%s at %s and %s at %s hit the same nodes at the same time"
                            .formatted(
                                    gray.step().fault().label(),
                                    gray.step().at(),
                                    other.step().fault().label(),
                                    other.step().at()));
                }
            }
        }
    }

    /** A wire is as the last call has it: the end of one fault would end the other. */
    private static void refuseTwoOnOneWire(List<PlannedFault> faults) {
        List<PlannedFault> ofTheNetwork = faults.stream()
                .filter(fault -> fault.means() instanceof Means.Network)
                .toList();
        for (int i = 0; i < ofTheNetwork.size(); i++) {
            PlannedFault one = ofTheNetwork.get(i);
            for (PlannedFault other : ofTheNetwork.subList(i + 1, ofTheNetwork.size())) {
                if (one.overlaps(other)) {
                    throw new IllegalArgumentException("%s at %s and %s at %s break the same link at the same time"
                            .formatted(
                                    one.step().fault().label(),
                                    one.step().at(),
                                    other.step().fault().label(),
                                    other.step().at()));
                }
            }
        }
    }

    /** Tenants that trigger a poison, left out of every figure. */
    public Set<TenantId> poisoned() {
        return faults.stream()
                .map(PlannedFault::poisoned)
                .flatMap(Optional::stream)
                .collect(Collectors.toUnmodifiableSet());
    }
}
