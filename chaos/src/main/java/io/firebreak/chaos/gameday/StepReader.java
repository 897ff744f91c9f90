package io.firebreak.chaos.gameday;

import io.firebreak.assigner.CellId;
import io.firebreak.assigner.TenantId;
import io.firebreak.chaos.gameday.GameDay.RegionShape;
import io.firebreak.fleet.api.Rack;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the steps of a method against the region they are aimed at. */
final class StepReader {
    static final List<String> KEYS = List.of("at", "fault", "target", "with", "for");

    private static final Set<FaultKind> WITH_PARAMETERS = EnumSet.of(
            FaultKind.GRAY_CELL,
            FaultKind.CUT_NETWORK,
            FaultKind.SLOW_NETWORK,
            FaultKind.DEPLOY_BAD,
            FaultKind.SKEW_CLOCK);
    /** A version that fails fewer calls than that is not told from a good one by 30 of them. */
    private static final double LEAST_ERRORS = 0.01;

    private static final Duration SHORTEST_BAKE = Duration.ofSeconds(1);
    private static final Duration USUAL_BAKE = Duration.ofSeconds(10);
    /** The most a node's hook takes. */
    private static final Duration FARTHEST_CLOCK = Duration.ofHours(1);

    private static final String RANDOM = "random";
    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final Pattern NUMBERED = Pattern.compile("[a-z]+-([1-9][0-9]{0,4})");

    private final RegionShape region;

    StepReader(RegionShape region) {
        this.region = region;
    }

    /** The step, or nothing when its fault is unknown: then the target has no meaning either. */
    Optional<Step> read(Section section) {
        Duration at = section.duration("at", Duration.ZERO, LONGEST);
        Duration lasts = section.duration("for", Duration.ofSeconds(1), LONGEST);
        return fault(section).map(fault -> new Step(at, fault, lasts));
    }

    private Optional<Fault> fault(Section section) {
        Optional<FaultKind> kind = section.find("fault", FaultKind.accepted(), FaultKind::of);
        kind.filter(known -> !WITH_PARAMETERS.contains(known))
                .ifPresent(known -> section.refuse("with", "nothing: %s has no parameters".formatted(known.label())));
        return kind.map(known -> switch (known) {
            case KILL_CELL -> new Fault.KillCell(cell(section.section("target", "cell")));
            case KILL_SHARD -> new Fault.KillShard(tenant(section.section("target", "tenant")));
            case KILL_NODE -> killNode(section.section("target", "cell", "node"));
            case KILL_CELLS ->
                new Fault.KillCells(section.section("target", "cells").whole("cells", 1, region.cells()));
            case KILL_DATABASE -> new Fault.KillDatabase(cell(section.section("target", "cell")));
            case KILL_DIRECTORY -> directory(section);
            case KILL_ROUTER -> new Fault.KillRouter(router(section.section("target", "router")));
            case PAUSE_CELL -> new Fault.PauseCell(cell(section.section("target", "cell")));
            case GRAY_CELL ->
                gray(cell(section.section("target", "cell")), section, section.section("with", "errors", "stalls"));
            case CUT_NETWORK -> NetworkFaults.cut(cell(section.section("target", "cell")), section);
            case SLOW_NETWORK -> NetworkFaults.slow(cell(section.section("target", "cell")), section);
            case CUT_POWER -> cutPower(section.section("target", "cell", "rack"));
            case CUT_ZONE ->
                new Fault.CutZone(numbered(section.section("target", "zone"), "zone", region.zones(), ZoneName::new));
            case DEPLOY_BAD ->
                deployBad(
                        section.section("target", "cells").whole("cells", 1, region.cells()),
                        section.section("with", "errors", "gate", "bake"));
            case SKEW_CLOCK -> skewClock(section.section("target", "cell", "node"), section.section("with", "by"));
            case POISON_TENANT -> new Fault.PoisonTenant(tenant(section.section("target", "tenant")));
        });
    }

    private Fault killNode(Section target) {
        return new Fault.KillNode(cell(target), node(target));
    }

    /** The cells of a region have equally many racks; one cluster in their place has more, and these among them. */
    private Fault cutPower(Section target) {
        int racks = Rack.of(region.hostsPerCell(), List.of("zone")).size();
        return new Fault.CutPower(cell(target), numbered(target, "rack", racks, RackName::new));
    }

    private static Fault deployBad(int cells, Section with) {
        return new Fault.DeployBad(
                cells,
                with.decimal("errors", LEAST_ERRORS, 1),
                !with.has("gate") || with.flag("gate"),
                with.has("bake") ? with.duration("bake", SHORTEST_BAKE, LONGEST) : USUAL_BAKE);
    }

    private Fault skewClock(Section target, Section with) {
        return new Fault.SkewClock(
                cell(target), target.has("node") ? node(target) : null, with.offset("by", FARTHEST_CLOCK));
    }

    private static Fault gray(Target<CellId> cell, Section step, Section shares) {
        double errors = shares.has("errors") ? shares.decimal("errors", 0, 1) : 0;
        double stalls = shares.has("stalls") ? shares.decimal("stalls", 0, 1) : 0;
        if (shares.isSound() && (errors + stalls > 1 || errors + stalls == 0)) {
            step.reject(
                    "with", "%s in all".formatted(errors + stalls), "shares that add up to more than 0 and at most 1");
        }
        return new Fault.GrayCell(cell, errors, stalls);
    }

    /** There is one, so there is nothing to aim at. */
    private static Fault directory(Section section) {
        section.refuse("target", "no target: there is one directory");
        return new Fault.KillDirectory();
    }

    private Target<RouterName> router(Section target) {
        return numbered(target, "router", region.routers(), RouterName::new);
    }

    private Target<CellId> cell(Section target) {
        return numbered(target, "cell", region.cells(), CellId::new);
    }

    private Target<NodeName> node(Section target) {
        return numbered(target, "node", region.nodesPerCell(), NodeName::new);
    }

    private static <T> Target<T> numbered(Section target, String kind, int most, Function<String, T> naming) {
        return target.read(
                kind,
                Target.random(),
                most == 1 ? "random or %s-1".formatted(kind) : "random or %1$s-1 to %1$s-%2$d".formatted(kind, most),
                text -> text.equals(RANDOM)
                        ? Optional.of(Target.random())
                        : Optional.of(text)
                                .filter(it -> isNumbered(it, kind, most))
                                .map(it -> Target.named(naming.apply(it))));
    }

    private static boolean isNumbered(String text, String kind, int most) {
        Matcher matcher = NUMBERED.matcher(text);
        return text.startsWith(kind + "-") && matcher.matches() && Integer.parseInt(matcher.group(1)) <= most;
    }

    private static Target<TenantId> tenant(Section target) {
        return target.read(
                "tenant",
                Target.random(),
                "random or a tenant such as t-001",
                text -> text.equals(RANDOM)
                        ? Optional.of(Target.random())
                        : Optional.of(text).filter(TenantId::isValid).map(it -> Target.named(new TenantId(it))));
    }
}
