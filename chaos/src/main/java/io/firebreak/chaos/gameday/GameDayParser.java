package io.firebreak.chaos.gameday;

import io.firebreak.chaos.gameday.Bound.Direction;
import io.firebreak.chaos.gameday.GameDay.Abort;
import io.firebreak.chaos.gameday.GameDay.Budget;
import io.firebreak.chaos.gameday.GameDay.Hypothesis;
import io.firebreak.chaos.gameday.GameDay.LoadShape;
import io.firebreak.chaos.gameday.GameDay.Mix;
import io.firebreak.chaos.gameday.GameDay.Recovery;
import io.firebreak.chaos.gameday.GameDay.RegionShape;
import io.firebreak.chaos.gameday.GameDay.Requirement;
import io.firebreak.chaos.gameday.GameDay.Slo;
import io.firebreak.chaos.gameday.GameDay.SteadyState;
import io.firebreak.chaos.region.Architecture;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.yaml.snakeyaml.nodes.Node;

/**
 * Reads game day files, strictly: an unknown key, fault or unit, a missing key and a value out of range are mistakes, and
 * all mistakes of a file are reported together.
 */
public final class GameDayParser {
    private static final List<String> KEYS = List.of(
            "title",
            "seed",
            "slo",
            "region",
            "load",
            "warmUp",
            "steadyState",
            "method",
            "recovery",
            "hypothesis",
            "budget",
            "abort");

    /** Longer than any experiment on one machine needs; a slip of the unit is found before it costs an hour. */
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private static final Duration SECOND = Duration.ofSeconds(1);
    /** One title line of a report. */
    private static final int LONGEST_TITLE = 120;
    /** More faults in one day could not be told apart. */
    private static final int MOST_STEPS = 20;
    /** Above what one machine can generate and still keep its schedule. */
    private static final double HIGHEST_RATE = 10_000;

    private static final int MOST_INSTANCES_PER_TENANT = 1_000;
    /** Room for the rounding of four shares, not for a forgotten one. */
    private static final double SHARE_ROUNDING = 1e-6;

    private GameDayParser() {}

    /**
     * The game day of a file.
     *
     * @throws GameDayFileException naming every mistake found, also when the file cannot be read
     */
    public static GameDay parse(Path file) {
        return parse(file, text(file));
    }

    /**
     * What stands in a file.
     *
     * @throws GameDayFileException when it cannot be read
     */
    public static String text(Path file) {
        return YamlFile.text(file);
    }

    /**
     * The game day of a text.
     *
     * @param file where it came from, for messages
     * @throws GameDayFileException naming every mistake found
     */
    public static GameDay parse(Path file, String text) {
        Node root = YamlFile.root(file, text);
        Mistakes mistakes = new Mistakes(file);
        GameDay gameDay = gameDay(Section.of(root, "", mistakes, KEYS));
        mistakes.throwIfAny();
        return gameDay;
    }

    private static GameDay gameDay(Section file) {
        RegionShape region = region(file.section(
                "region", "cells", "nodesPerCell", "routers", "zones", "shardSize", "tenants", "hostsPerCell"));
        StepReader steps = new StepReader(region);
        return new GameDay(
                file.text("title", LONGEST_TITLE),
                file.wholeOr("seed", 0, Integer.MAX_VALUE, 1),
                slo(file.section("slo", "availability", "latency")),
                region,
                load(file.section("load", "rate", "instancesPerTenant", "mix")),
                file.duration("warmUp", Duration.ZERO, LONGEST),
                steadyState(file.section("steadyState", "duration", "require")),
                file.sections("method", MOST_STEPS, StepReader.KEYS).stream()
                        .map(steps::read)
                        .flatMap(Optional::stream)
                        .toList(),
                recovery(file.section("recovery", "within", "require")),
                new Hypothesis(file.section("hypothesis", "absoluteError").share("absoluteError", Direction.AT_MOST)),
                ofArchitectures(file, "budget", Direction.AT_MOST, Budget::new),
                ofArchitectures(file, "abort", Direction.AT_LEAST, Abort::new));
    }

    private static Slo slo(Section slo) {
        return new Slo(
                slo.decimal("availability", 0.01, 1),
                slo.duration("latency", Duration.ofMillis(1), Duration.ofMinutes(1)));
    }

    /** The ranges are those of {@link io.firebreak.chaos.region.RegionSettings}. */
    private static RegionShape region(Section region) {
        int cells = region.whole("cells", 1, 64);
        int zones = region.wholeOr("zones", 1, cells, 1);
        return new RegionShape(
                cells,
                region.wholeOr("nodesPerCell", 1, 16, 1),
                region.wholeOr("routers", 1, 8, 1),
                zones,
                region.whole("shardSize", 1, zones > 1 ? zones : cells),
                region.whole("tenants", 1, 10_000),
                region.wholeOr("hostsPerCell", 1, 5_000, 50));
    }

    private static LoadShape load(Section load) {
        return new LoadShape(
                load.rate("rate", 1, HIGHEST_RATE),
                load.whole("instancesPerTenant", 0, MOST_INSTANCES_PER_TENANT),
                mix(load));
    }

    private static Mix mix(Section load) {
        Section mix = load.section("mix", "launch", "list", "describe", "terminate");
        Mix shares = new Mix(share(mix, "launch"), share(mix, "list"), share(mix, "describe"), share(mix, "terminate"));
        double sum = shares.launch() + shares.list() + shares.describe() + shares.terminate();
        if (mix.isSound() && Math.abs(sum - 1) > SHARE_ROUNDING) {
            load.reject("mix", "%.3f in all".formatted(sum), "shares that add up to 1");
        }
        return shares;
    }

    private static double share(Section mix, String kind) {
        return mix.has(kind) ? mix.decimal(kind, 0, 1) : 0;
    }

    private static SteadyState steadyState(Section steadyState) {
        return new SteadyState(steadyState.duration("duration", SECOND, LONGEST), requirement(steadyState));
    }

    private static Recovery recovery(Section recovery) {
        return new Recovery(recovery.duration("within", SECOND, LONGEST), requirement(recovery));
    }

    private static Requirement requirement(Section section) {
        return new Requirement(section.section("require", "availability").share("availability", Direction.AT_LEAST));
    }

    /** What a key says of the share of tenants below the SLO, for each architecture it names. */
    private static <T> Map<Architecture, T> ofArchitectures(
            Section file, String key, Direction direction, Function<Bound, T> meaning) {
        Map<Architecture, T> all = new EnumMap<>(Architecture.class);
        if (file.has(key)) {
            String[] names = Arrays.stream(Architecture.values())
                    .map(Architecture::toString)
                    .toArray(String[]::new);
            Section section = file.section(key, names);
            for (Architecture architecture : Architecture.values()) {
                if (section.has(architecture.toString())) {
                    Section one = section.section(architecture.toString(), "belowSlo");
                    all.put(architecture, meaning.apply(one.share("belowSlo", direction)));
                }
            }
        }
        return all;
    }
}
