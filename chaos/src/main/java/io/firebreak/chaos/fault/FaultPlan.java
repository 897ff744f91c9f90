package io.firebreak.chaos.fault;

import io.firebreak.assigner.CellId;
import io.firebreak.assigner.TenantId;
import io.firebreak.chaos.gameday.Fault;
import io.firebreak.chaos.gameday.GameDay;
import io.firebreak.chaos.gameday.NodeName;
import io.firebreak.chaos.gameday.Step;
import io.firebreak.chaos.gameday.Target;
import io.firebreak.chaos.region.ProcessName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

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
            faults.add(plan(step, site, chance.split()));
        }
        return new FaultPlan(faults);
    }

    /** Tenants that trigger a poison, left out of every figure. */
    public Set<TenantId> poisoned() {
        return faults.stream()
                .map(PlannedFault::poisoned)
                .filter(Objects::nonNull)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static PlannedFault plan(Step step, FaultSite site, RandomGenerator chance) {
        return switch (step.fault()) {
            case Fault.KillCell(Target<CellId> target) -> {
                CellId cell = cell(target, site, chance);
                yield killed(step, "every node of " + cell, site, Set.of(cell));
            }
            case Fault.KillShard(Target<TenantId> target) -> {
                TenantId tenant = target.among(site.tenants(), chance);
                List<CellId> shard = site.shardOf(tenant).cells();
                yield killed(
                        step, "every node of %s, the shard of tenant %s".formatted(words(shard), tenant), site, shard);
            }
            case Fault.KillNode(Target<CellId> target, Target<NodeName> node) -> {
                CellId cell = cell(target, site, chance);
                yield killedNode(step, site, cell, node.among(nodes(site, cell), chance));
            }
            case Fault.PoisonTenant(Target<TenantId> target) -> {
                TenantId tenant = target.among(site.tenants(), chance);
                Set<CellId> shard = Set.copyOf(site.shardOf(tenant).cells());
                String words = "tenant %s, whose requests halt nodes of %s"
                        .formatted(tenant, words(site.shardOf(tenant).cells()));
                yield new PlannedFault(step, words, shard, shard, processes(site, shard), tenant);
            }
        };
    }

    private static PlannedFault killed(Step step, String target, FaultSite site, Collection<CellId> cells) {
        Set<CellId> hit = Set.copyOf(cells);
        return new PlannedFault(step, target, hit, hit, processes(site, hit), null);
    }

    /** The only node of a cell is the cell; one of several leaves it serving. */
    private static PlannedFault killedNode(Step step, FaultSite site, CellId cell, NodeName node) {
        Set<CellId> disabled = site.nodesOf(cell) == 1 ? Set.of(cell) : Set.of();
        List<ProcessName> process = List.of(ProcessName.node(cell, node.number()));
        return new PlannedFault(step, "%s of %s".formatted(node, cell), Set.of(cell), disabled, process, null);
    }

    private static CellId cell(Target<CellId> target, FaultSite site, RandomGenerator chance) {
        List<CellId> cells = site.cells();
        return cells.size() == 1 ? cells.getFirst() : target.among(cells, chance);
    }

    private static List<NodeName> nodes(FaultSite site, CellId cell) {
        return IntStream.rangeClosed(1, site.nodesOf(cell))
                .mapToObj(number -> new NodeName("node-" + number))
                .toList();
    }

    private static List<ProcessName> processes(FaultSite site, Collection<CellId> cells) {
        return cells.stream()
                .sorted()
                .flatMap(cell -> nodeProcesses(site, cell))
                .toList();
    }

    private static Stream<ProcessName> nodeProcesses(FaultSite site, CellId cell) {
        return IntStream.rangeClosed(1, site.nodesOf(cell)).mapToObj(number -> ProcessName.node(cell, number));
    }

    private static String words(Collection<CellId> cells) {
        return cells.stream().map(CellId::toString).collect(Collectors.joining(", "));
    }
}
