package io.firebreak.chaos.toolkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One experiment on its way to a game day. An action takes effect when its turn comes, after the pauses before it, and lasts until
 * the rollbacks, which a game day always makes by itself.
 */
final class Experiment {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int LONGEST_TITLE = 120;
    private static final int FEWEST_CELLS = 8;
    private static final double DEFAULT_AVAILABILITY = 0.99;

    /** 32 scored intents of each of 100 tenants at 100 intents a second. */
    private static final double LEAST_SECONDS = 36;

    private static final Set<String> NOT_NEEDED = Set.of(
            "version",
            "title",
            "description",
            "tags",
            "steady-state-hypothesis",
            "method",
            "rollbacks",
            "contributions");

    private final JsonNode experiment;
    private final List<Timed> faults = new ArrayList<>();
    private final List<String> mapped = new ArrayList<>();
    private final List<String> notMapped = new ArrayList<>();
    private double seconds;

    private Experiment(JsonNode experiment) {
        this.experiment = experiment;
    }

    /** A fault and when it begins, in seconds. */
    private record Timed(MappedFault fault, double at) {}

    /** The game day of an experiment; empty when none of its actions maps. */
    static Optional<Imported> imported(JsonNode experiment, List<String> notMapped) {
        Experiment one = new Experiment(experiment);
        double availability = one.availability();
        one.experiment.path("method").valueStream().forEach(one::take);
        one.experiment.propertyNames().stream()
                .filter(key -> !NOT_NEEDED.contains(key))
                .forEach(key -> one.notMapped.add("%s: a game day has nothing like it".formatted(key)));
        notMapped.addAll(one.notMapped);
        return one.faults.isEmpty()
                ? Optional.empty()
                : Optional.of(new Imported(one.yaml(availability), one.mapped, one.notMapped));
    }

    /** A lower bound of 0 to 1 is one on the share of good intents; what else a probe asks is asked by the load. */
    private double availability() {
        double availability = DEFAULT_AVAILABILITY;
        for (JsonNode probe : experiment.path("steady-state-hypothesis").path("probes")) {
            JsonNode tolerance = probe.path("tolerance");
            JsonNode bound = tolerance.isArray() ? tolerance.path(0) : tolerance;
            if (bound.isNumber() && bound.asDouble() > 0 && bound.asDouble() <= 1) {
                availability = bound.asDouble();
                mapped.add("probe '%s': availability >= %s".formatted(name(probe), plain(availability)));
            } else {
                notMapped.add(
                        "probe '%s': its tolerance is no share of good answers; %s of the load's intents must be good"
                                .formatted(name(probe), plain(DEFAULT_AVAILABILITY)));
            }
        }
        return availability;
    }

    private void take(JsonNode activity) {
        seconds += pause(activity, "before");
        if (activity.has("ref")) {
            notMapped.add("reference to '%s': write it out"
                    .formatted(activity.path("ref").asString("")));
        } else if (!activity.path("type").asString("").equals("action")) {
            notMapped.add("probe '%s' in the method: a game day measures all the time".formatted(name(activity)));
        } else {
            act(activity);
        }
        seconds += pause(activity, "after");
    }

    private void act(JsonNode action) {
        Optional<MappedFault> fault = ActionMapping.of(action.path("provider"));
        fault.ifPresent(it -> {
            faults.add(new Timed(it, seconds));
            mapped.add("action '%s': %s %s"
                    .formatted(name(action), it.fault(), it.target())
                    .strip());
        });
        if (fault.isEmpty()) {
            JsonNode provider = action.path("provider");
            String what = provider.path("type").asString("").equals("python")
                    ? provider.path("module").asString("") + "."
                            + provider.path("func").asString("")
                    : provider.path("path").asString(provider.path("url").asString(""));
            notMapped.add("action '%s' (%s): no fault does this to a part of a region".formatted(name(action), what));
        }
    }

    private double pause(JsonNode activity, String when) {
        JsonNode pause = activity.path("pauses").path(when);
        if (pause.isMissingNode() || (pause.isNumber() && pause.asDouble() >= 0)) {
            return pause.asDouble(0);
        }
        notMapped.add("the pause %s '%s' is no number of seconds".formatted(when, name(activity)));
        return 0;
    }

    private String yaml(double availability) {
        int cells = Math.max(
                FEWEST_CELLS,
                faults.stream().mapToInt(one -> one.fault().highestCell()).max().orElse(0));
        boolean manyNodes = faults.stream().anyMatch(one -> one.fault().fault().equals("kill-node"));
        boolean manyRouters =
                faults.stream().anyMatch(one -> one.fault().fault().equals("kill-router"));
        double first = faults.getFirst().at();
        StringBuilder steps = new StringBuilder();
        for (Timed one : faults) {
            String target = one.fault().target().isEmpty()
                    ? ""
                    : ", target: " + one.fault().target();
            double lasts = Math.max(LEAST_SECONDS, seconds - one.at());
            steps.append("  - {at: %s, fault: %s%s, for: %s}\n"
                    .formatted(duration(one.at() - first), one.fault().fault(), target, duration(lasts)));
        }
        return """
                # Made of a Chaos Toolkit experiment. Region, load and what is expected are defaults: look them over.
                title: %s
                seed: 1
                slo: {availability: 0.90, latency: 1s}
                region: {cells: %d, nodesPerCell: %d, routers: %d, shardSize: 2, tenants: 100, hostsPerCell: 50}
                load: {rate: 100/s, instancesPerTenant: 10, mix: {launch: 0.3, list: 0.6, describe: 0.05, terminate: 0.05}}
                warmUp: 20s
                steadyState: {duration: 8s, require: {availability: ">= %s"}}
                method:
                %srecovery: {within: 60s, require: {availability: ">= %s"}}
                hypothesis: {absoluteError: "<= 0.02"}
                """.formatted(
                        JSON.writeValueAsString(title()),
                        cells,
                        manyNodes ? 2 : 1,
                        manyRouters ? 2 : 1,
                        plain(availability),
                        steps,
                        plain(availability));
    }

    private String title() {
        String title = experiment
                .path("title")
                .asString("")
                .replaceAll("\\p{Cntrl}+", " ")
                .strip();
        String given = title.isEmpty() ? "An imported experiment" : title;
        return given.length() <= LONGEST_TITLE ? given : given.substring(0, LONGEST_TITLE);
    }

    private static String name(JsonNode activity) {
        return activity.path("name").asString("");
    }

    private static String duration(double seconds) {
        return Math.round(seconds * 1_000) % 1_000 == 0
                ? "%ds".formatted(Math.round(seconds))
                : "%dms".formatted(Math.round(seconds * 1_000));
    }

    private static String plain(double share) {
        return share == Math.rint(share) ? Long.toString(Math.round(share)) : String.format(Locale.ROOT, "%s", share);
    }
}
