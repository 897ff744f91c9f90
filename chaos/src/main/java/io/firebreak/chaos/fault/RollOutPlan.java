package io.firebreak.chaos.fault;

import io.firebreak.assigner.CellId;
import io.firebreak.chaos.gameday.Fault;
import io.firebreak.chaos.gameday.Step;
import io.firebreak.chaos.region.ProcessName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How a bad version comes to the cells.
 *
 * @param stages the cells in the order of their turns
 * @param errors the share of calls that it fails
 * @param gate whether a cell whose calls fail ends the roll-out
 * @param bake from the readiness of a cell's nodes until the next cell
 */
public record RollOutPlan(List<Stage> stages, double errors, boolean gate, Duration bake) {
    /** A node of a region on two cores, from the signal that ends it until it is ready; the estimate of predictions. */
    static final Duration RESTART = Duration.ofSeconds(10);

    public RollOutPlan {
        stages = List.copyOf(stages);
    }

    /** A cell and its nodes, which all get the version at once: what a cell is for is to be lost whole. */
    public record Stage(CellId cell, List<ProcessName> nodes) {
        public Stage {
            nodes = List.copyOf(nodes);
        }
    }

    static RollOutPlan of(Fault.DeployBad fault, List<Stage> stages) {
        return new RollOutPlan(stages, fault.errors(), fault.gate(), fault.bake());
    }

    /** Whether the first cell is the last. */
    boolean isHalted() {
        return gate && errors > BakeGate.MOST_FAILED;
    }

    /**
     * When which cell serves nobody: while its nodes restart, and while they are bad if that disables it.
     *
     * @param disabling whether a cell of the bad version serves too few
     */
    List<Outage> outages(Step step, boolean disabling) {
        List<Outage> outages = new ArrayList<>();
        Duration turn = RESTART.plus(bake);
        Duration from = step.at();
        for (Stage stage : isHalted() ? stages.subList(0, 1) : stages) {
            if (from.compareTo(step.end()) >= 0) {
                break;
            }
            if (isHalted()) {
                Duration back = from.plus(turn).plus(RESTART);
                outages.add(outage(stage, from, disabling ? back : from.plus(RESTART), step));
                outages.add(outage(stage, from.plus(turn), back, step));
            } else {
                outages.add(outage(stage, from, disabling ? step.end() : from.plus(RESTART), step));
            }
            from = from.plus(turn);
        }
        return List.copyOf(outages);
    }

    private static Outage outage(Stage stage, Duration from, Duration to, Step step) {
        return new Outage(stage.cell(), earlier(from, step.end()), earlier(to, step.end()));
    }

    private static Duration earlier(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
