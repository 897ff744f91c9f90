package io.firebreak.chaos.fault;

import io.firebreak.assigner.CellId;
import io.firebreak.assigner.TenantId;
import io.firebreak.chaos.gameday.Fault;
import io.firebreak.chaos.gameday.GameDay;
import io.firebreak.chaos.gameday.NodeName;
import io.firebreak.chaos.gameday.RackName;
import io.firebreak.chaos.gameday.RouterName;
import io.firebreak.chaos.gameday.Step;
import io.firebreak.chaos.gameday.Target;
import io.firebreak.chaos.gameday.ZoneName;
import io.firebreak.chaos.load.Attempts;
import io.firebreak.chaos.network.Cut;
import io.firebreak.chaos.network.Link;
import io.firebreak.chaos.network.Slowness;
import io.firebreak.chaos.region.ProcessName;
import io.firebreak.fleet.api.Rack;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One step before what there is to break: chooses its target, and says which processes and cells that means. */
final class Aim {
    /** The share of failed calls at which a router's breaker opens by default. */
    private static final double BREAKER_TRIPS = 0.5;

    private final Step step;
    private final FaultSite site;
    private final GameDay gameDay;
    private final RandomGenerator chance;

    /**
     * @param gameDay what a tenant was promised, and what tenants ask for
     * @param chance for this step alone, so that another step more changes no target of this one
     */
    Aim(Step step, FaultSite site, GameDay gameDay, RandomGenerator chance) {
        this.gameDay = gameDay;
        this.step = step;
        this.site = site;
        this.chance = chance;
    }

    /** @throws IllegalArgumentException when the step names something that does not exist */
    PlannedFault take() {
        return switch (step.fault()) {
            case Fault.KillCell(Target<CellId> target) -> cells(List.of(cell(target)), new Means.Kill());
            case Fault.KillCells(int count) -> cells(some(count), new Means.Kill());
            case Fault.PauseCell(Target<CellId> target) -> cells(List.of(cell(target)), new Means.Pause());
            case Fault.GrayCell(Target<CellId> target, double errors, double stalls) ->
                gray(cell(target), new Means.Gray(errors, stalls));
            case Fault.KillShard(Target<TenantId> target) -> shard(target.among(site.tenants(), chance));
            case Fault.KillNode(Target<CellId> target, Target<NodeName> node) -> node(cell(target), node);
            case Fault.KillDatabase(Target<CellId> target) -> database(cell(target));
            case Fault.KillDirectory() -> directory();
            case Fault.KillRouter(Target<RouterName> target) -> router(target.among(routers(), chance));
            case Fault.CutNetwork(Target<CellId> target, Link link, Cut cut) ->
                NetworkAim.cut(step, site, cell(target), link, cut);
            case Fault.SlowNetwork(Target<CellId> target, Link link, Slowness slowness) ->
                NetworkAim.slow(step, site, cell(target), link, slowness, gameDay);
            case Fault.CutPower(Target<CellId> target, Target<RackName> rack) -> rack(cell(target), rack);
            case Fault.CutZone(Target<ZoneName> target) ->
                zone(target.among(zones(), chance).value());
            case Fault.DeployBad bad -> deploy(bad);
            case Fault.SkewClock(Target<CellId> target, Target<NodeName> node, Duration by) ->
                skew(cell(target), node, new Means.Skew(by));
            case Fault.PoisonTenant(Target<TenantId> target) -> poison(target.among(site.tenants(), chance));
        };
    }

    private PlannedFault cells(List<CellId> cells, Means means) {
        return broken("every node of " + words(cells), cells, nodesOf(cells), means);
    }

    /**
     * A client's intent is lost when an attempt is answered with nothing, which takes longer than it has, or all of them with
     * errors. Where there are several nodes, routers ask a second one for what the first does not answer. A cell that loses more
     * than the SLO forgives serves nobody who has no other cell, nor does one that opens breakers.
     */
    private PlannedFault gray(CellId cell, Means.Gray shares) {
        double errors = shares.errors();
        double stalls = site.nodesOf(cell) > 1 ? shares.stalls() * shares.stalls() : shares.stalls();
        Set<CellId> disabled = isDisabling(errors, stalls) ? Set.of(cell) : Set.of();
        String target = "every node of %s: %s of the calls fail, %s stall"
                .formatted(cell, percent(shares.errors()), percent(shares.stalls()));
        return new PlannedFault(step, target, Set.of(cell), disabled, nodesOf(List.of(cell)), shares);
    }

    private boolean isDisabling(double errors, double stalls) {
        double lost = Math.pow(errors, Attempts.MOST);
        for (int before = 0; before < Attempts.MOST; before++) {
            lost += Math.pow(errors, before) * stalls;
        }
        return errors + stalls >= BREAKER_TRIPS || 1 - lost < gameDay.slo().availability();
    }

    /** The one cluster is one cell, and has the version everywhere at once. */
    private PlannedFault deploy(Fault.DeployBad bad) {
        List<CellId> order = new ArrayList<>(site.cells());
        Collections.shuffle(order, chance);
        RollOutPlan plan = RollOutPlan.of(
                bad,
                order.stream()
                        .limit(bad.cells())
                        .map(cell -> new RollOutPlan.Stage(cell, nodesOf(List.of(cell))))
                        .toList());
        List<Outage> outages = plan.outages(step, isDisabling(bad.errors(), 0));
        Set<CellId> disabled = outages.stream().map(Outage::cell).collect(Collectors.toUnmodifiableSet());
        String target = "a version that fails %s of its calls goes to %s%s"
                .formatted(
                        percent(bad.errors()),
                        words(plan.stages().stream()
                                .map(RollOutPlan.Stage::cell)
                                .toList()),
                        plan.isHalted() ? ", and is halted after the first" : "");
        List<ProcessName> nodes =
                plan.stages().stream().flatMap(stage -> stage.nodes().stream()).toList();
        return new PlannedFault(step, target, disabled, disabled, nodes, new Means.Deploy(plan, outages));
    }

    /** What a cell decides by its clock it decides late or early, and none of it is a call's answer. */
    private PlannedFault skew(CellId cell, @Nullable Target<NodeName> target, Means.Skew skew) {
        List<ProcessName> nodes = target == null
                ? nodesOf(List.of(cell))
                : List.of(ProcessName.node(
                        cell, target.among(nodeNames(cell), chance).number()));
        String words = "the clocks of %s are off by %s s"
                .formatted(
                        nodes.stream().map(ProcessName::toString).collect(Collectors.joining(", ")),
                        BigDecimal.valueOf(skew.by().toMillis(), 3)
                                .stripTrailingZeros()
                                .toPlainString());
        return new PlannedFault(step, words, Set.of(cell), Set.of(), nodes, skew);
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.0f %%", share * 100);
    }

    private PlannedFault shard(TenantId tenant) {
        List<CellId> shard = site.shardOf(tenant).cells();
        String target = "every node of %s, the shard of tenant %s".formatted(words(shard), tenant);
        return broken(target, shard, nodesOf(shard), new Means.Kill());
    }

    /** The only node of a cell is the cell; one of several leaves it serving. */
    private PlannedFault node(CellId cell, Target<NodeName> target) {
        NodeName node = target.among(nodeNames(cell), chance);
        Set<CellId> disabled = site.nodesOf(cell) == 1 ? Set.of(cell) : Set.of();
        List<ProcessName> process = List.of(ProcessName.node(cell, node.number()));
        return new PlannedFault(
                step, "%s of %s".formatted(node, cell), Set.of(cell), disabled, process, new Means.Kill());
    }

    /** No node of a cell can do anything without it. */
    private PlannedFault database(CellId cell) {
        return broken("the database of " + cell, List.of(cell), List.of(ProcessName.database(cell)), new Means.Kill());
    }

    /** No request waits for it. */
    private PlannedFault directory() {
        List<ProcessName> processes = List.of(ProcessName.directory(), ProcessName.directoryDatabase());
        return broken("the directory and its database", List.of(), processes, new Means.Kill());
    }

    /** The clients of a router go to another one; those of the only one reach no cell. */
    private PlannedFault router(RouterName router) {
        List<CellId> cutOff = site.routers() == 1 ? site.cells() : List.of();
        return broken(router.toString(), cutOff, List.of(ProcessName.router(router.number())), new Means.Kill());
    }

    /** Other racks have room for what is launched meanwhile; a cell of one rack has nothing left to launch on. */
    private PlannedFault rack(CellId cell, Target<RackName> target) {
        List<Rack> racks = site.racksOf(cell);
        List<RackName> names =
                IntStream.rangeClosed(1, racks.size()).mapToObj(RackName::of).toList();
        RackName name = target.among(names, chance);
        String feed = racks.get(name.number() - 1).name();
        return new PlannedFault(
                step,
                "the hosts of %s of %s (%s)".formatted(name, cell, feed),
                Set.of(cell),
                racks.size() == 1 ? Set.of(cell) : Set.of(),
                List.of(),
                new Means.PowerCut(List.of(new PowerFeed(ProcessName.fleet(cell), feed))));
    }

    /** A cell without its database serves nobody, nor does one without a node; routers and the directory stand elsewhere. */
    private PlannedFault zone(String zone) {
        List<CellId> without = site.cells().stream()
                .filter(cell -> site.isDatabaseIn(zone, cell))
                .toList();
        List<CellId> reached = site.cells().stream()
                .filter(cell -> site.areHostsIn(zone, cell))
                .toList();
        List<ProcessName> processes = Stream.concat(
                        without.stream().map(ProcessName::database),
                        reached.stream().flatMap(cell -> site.nodesIn(zone, cell).stream()))
                .toList();
        List<PowerFeed> feeds = reached.stream()
                .map(cell -> new PowerFeed(ProcessName.fleet(cell), zone))
                .toList();
        return new PlannedFault(
                step,
                "everything in %s: %d nodes, %d databases, hosts of %s"
                        .formatted(zone, processes.size() - without.size(), without.size(), words(reached)),
                Set.copyOf(reached),
                Set.copyOf(without),
                processes,
                new Means.PowerCut(feeds));
    }

    private PlannedFault poison(TenantId tenant) {
        List<CellId> shard = site.shardOf(tenant).cells();
        String target = "tenant %s, whose requests halt nodes of %s".formatted(tenant, words(shard));
        return broken(target, shard, nodesOf(shard), new Means.Poison(tenant));
    }

    private PlannedFault broken(String target, Collection<CellId> disabled, List<ProcessName> processes, Means means) {
        Set<CellId> cells = Set.copyOf(disabled);
        return new PlannedFault(step, target, cells, cells, processes, means);
    }

    private CellId cell(Target<CellId> target) {
        List<CellId> cells = site.cells();
        return cells.size() == 1 ? cells.getFirst() : target.among(cells, chance);
    }

    /** The one cluster stands for all of its cells. */
    private List<CellId> some(int count) {
        List<CellId> cells = new ArrayList<>(site.cells());
        if (cells.size() > 1 && count > cells.size()) {
            throw new IllegalArgumentException(
                    "%d cells cannot be killed at once: there are %d".formatted(count, cells.size()));
        }
        Collections.shuffle(cells, chance);
        return cells.stream().limit(count).sorted().toList();
    }

    private List<NodeName> nodeNames(CellId cell) {
        return IntStream.rangeClosed(1, site.nodesOf(cell))
                .mapToObj(number -> new NodeName("node-" + number))
                .toList();
    }

    private List<ZoneName> zones() {
        return IntStream.rangeClosed(1, site.premises().zones())
                .mapToObj(ZoneName::of)
                .toList();
    }

    private List<RouterName> routers() {
        return IntStream.rangeClosed(1, site.routers())
                .mapToObj(number -> new RouterName("router-" + number))
                .toList();
    }

    private List<ProcessName> nodesOf(Collection<CellId> cells) {
        return cells.stream().distinct().sorted().flatMap(this::nodesOf).toList();
    }

    private Stream<ProcessName> nodesOf(CellId cell) {
        return IntStream.rangeClosed(1, site.nodesOf(cell)).mapToObj(number -> ProcessName.node(cell, number));
    }

    private static String words(Collection<CellId> cells) {
        return cells.stream().map(CellId::toString).collect(Collectors.joining(", "));
    }
}
