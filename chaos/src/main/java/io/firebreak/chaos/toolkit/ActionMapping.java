package io.firebreak.chaos.toolkit;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * The actions that have a fault of their own here: {@code terminate_pods} of {@code chaosk8s.pod.actions} on pods that are
 * labelled as a part of a region, and a signal sent by {@code kill}, {@code pkill} or {@code killall} to a process of one.
 */
final class ActionMapping {
    private static final String TERMINATE_MODULE = "chaosk8s.pod.actions";
    private static final Set<String> TERMINATE = Set.of("terminate_pods", "delete_pods");
    private static final Set<String> SIGNALLERS = Set.of("kill", "pkill", "killall");
    /** As {@code kill -9}, {@code -s KILL}, {@code --signal=SIGKILL} have it. */
    private static final Pattern SIGNAL =
            Pattern.compile("(?:^|\\s)(?:--signal[=\\s]\\s*|-s\\s*|-)(?:SIG)?([A-Z]+[0-9]*|[0-9]+)(?=\\s|$)");

    private static final Set<String> KILLS = Set.of("KILL", "9", "TERM", "15");
    private static final Set<String> STOPS = Set.of("STOP", "19");
    private static final Pattern NAMED = Pattern.compile(
            "\\b(?:(cell-([1-9][0-9]{0,4}))(?:/(node-[1-9][0-9]{0,4}|database))?|(router-[1-9][0-9]{0,4})|(directory))(?![\\w/-])");
    private static final Pattern CELL = Pattern.compile("cell-([1-9][0-9]{0,4})");

    private ActionMapping() {}

    /** The fault of an action's provider; empty when there is none. */
    static Optional<MappedFault> of(JsonNode provider) {
        return switch (provider.path("type").asString("")) {
            case "python" -> ofPython(provider);
            case "process" -> ofProcess(provider);
            default -> Optional.empty();
        };
    }

    private static Optional<MappedFault> ofPython(JsonNode provider) {
        if (!provider.path("module").asString("").equals(TERMINATE_MODULE)
                || !TERMINATE.contains(provider.path("func").asString(""))) {
            return Optional.empty();
        }
        JsonNode arguments = provider.path("arguments");
        Map<String, String> labels = labels(arguments.path("label_selector").asString(""));
        String component = labels.getOrDefault("component", labels.getOrDefault("app", ""));
        String cell = labels.getOrDefault("cell", "random");
        boolean all = arguments.path("all").asBoolean(false)
                || (arguments.path("mode").asString("").equals("percentage")
                        && arguments.path("qty").asInt(1) == 100);
        return switch (component.toLowerCase(Locale.ROOT)) {
            case "router" -> Optional.of(new MappedFault("kill-router", "{router: random}", 0));
            case "directory" -> Optional.of(new MappedFault("kill-directory", "", 0));
            case "database" -> ofCell("kill-database", cell, "");
            case "cell", "node" -> all ? ofCell("kill-cell", cell, "") : ofCell("kill-node", cell, "random");
            case "" ->
                labels.containsKey("cell")
                        ? all ? ofCell("kill-cell", cell, "") : ofCell("kill-node", cell, "random")
                        : Optional.empty();
            default -> Optional.empty();
        };
    }

    /** Keys without the prefix before their slash, such as {@code firebreak.io/cell=cell-3}. */
    private static Map<String, String> labels(String selector) {
        return Arrays.stream(selector.split(",", -1))
                .map(String::strip)
                .filter(label -> label.contains("="))
                .map(label -> label.split("==?", 2))
                .collect(Collectors.toMap(
                        label -> label[0].strip().replaceFirst("^[^/]*/", "").toLowerCase(Locale.ROOT),
                        label -> label[1].strip(),
                        (first, second) -> second,
                        TreeMap::new));
    }

    private static Optional<MappedFault> ofProcess(JsonNode provider) {
        Path path = Path.of(provider.path("path").asString("")).getFileName();
        if (path == null || !SIGNALLERS.contains(path.toString())) {
            return Optional.empty();
        }
        JsonNode given = provider.path("arguments");
        String arguments = given.isString()
                ? given.asString()
                : given.propertyStream()
                        .map(entry -> entry.getKey() + " " + entry.getValue().asString(""))
                        .collect(Collectors.joining(" "));
        Matcher named = NAMED.matcher(arguments);
        Matcher signal = SIGNAL.matcher(arguments);
        String name = signal.find() ? signal.group(1) : "TERM";
        if (!named.find() || !(KILLS.contains(name) || STOPS.contains(name))) {
            return Optional.empty();
        }
        return ofSignal(STOPS.contains(name), named);
    }

    private static Optional<MappedFault> ofSignal(boolean stops, Matcher named) {
        String cell = named.group(1);
        String part = named.group(3);
        if (stops) {
            return cell != null && part == null ? ofCell("pause-cell", cell, "") : Optional.empty();
        }
        if (cell == null) {
            return Optional.of(
                    named.group(4) == null
                            ? new MappedFault("kill-directory", "", 0)
                            : new MappedFault("kill-router", "{router: %s}".formatted(named.group(4)), 0));
        }
        if (part == null) {
            return ofCell("kill-cell", cell, "");
        }
        return part.equals("database") ? ofCell("kill-database", cell, "") : ofCell("kill-node", cell, part);
    }

    /** @param node empty for a fault that aims at no node */
    private static Optional<MappedFault> ofCell(String fault, String cell, String node) {
        Matcher numbered = CELL.matcher(cell);
        if (!cell.equals("random") && !numbered.matches()) {
            return Optional.empty();
        }
        int number = cell.equals("random") ? 0 : Integer.parseInt(numbered.group(1));
        String target = node.isEmpty() ? "{cell: %s}".formatted(cell) : "{cell: %s, node: %s}".formatted(cell, node);
        return Optional.of(new MappedFault(fault, target, number));
    }
}
