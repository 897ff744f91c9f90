package io.firebreak.directory.cells;

import io.firebreak.assigner.CellId;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A cell as an operator describes it, not yet checked.
 *
 * @param id {@code cell-N} with N from 1 to 65,535
 * @param number N again, or 0 to take it from the id
 * @param weight its capacity relative to other cells, above 0
 * @param nodes where its nodes listen, as {@code http://host:port}
 */
public record CellDraft(String id, int number, String zone, double weight, List<String> nodes) {
    /** As many nodes as one database serves with a connection pool each; more is a mistake. */
    static final int MAX_NODES = 64;

    private static final int MAX_NODE_LENGTH = 255;
    private static final Pattern ID = Pattern.compile("cell-([1-9][0-9]{0,4})");
    private static final Pattern ZONE = Pattern.compile("[a-z0-9-]{1,40}");
    private static final int MAX_NUMBER = 65_535;

    public CellDraft {
        nodes = List.copyOf(nodes);
    }

    /** Everything that is wrong, each as a sentence naming field, value and what is accepted; empty when it can be used. */
    public List<String> mistakes() {
        List<String> mistakes = new ArrayList<>();
        int fromId = numberFromId();
        if (fromId < 1 || fromId > MAX_NUMBER) {
            mistakes.add("id '%s' must be cell-N with N from 1 to %d".formatted(id, MAX_NUMBER));
        } else if (number != 0 && number != fromId) {
            mistakes.add("number %d must be the number in the id '%s'".formatted(number, id));
        }
        if (!ZONE.matcher(zone).matches()) {
            mistakes.add("zone '%s' must match %s".formatted(zone, ZONE));
        }
        if (!(weight > 0) || Double.isInfinite(weight)) {
            mistakes.add("weight %s must be above 0".formatted(weight));
        }
        if (nodes.isEmpty() || nodes.size() > MAX_NODES) {
            mistakes.add("nodes has %d entries, it must have 1 to %d".formatted(nodes.size(), MAX_NODES));
        }
        nodes.stream()
                .filter(node -> !isNode(node))
                .forEach(node ->
                        mistakes.add("node '%s' must be http://host:port or https://host:port".formatted(node)));
        return mistakes;
    }

    CellId cellId() {
        return new CellId(id);
    }

    int numberFromId() {
        var matcher = ID.matcher(id);
        return matcher.matches() ? Integer.parseInt(matcher.group(1)) : 0;
    }

    private static boolean isNode(String node) {
        if (node.length() > MAX_NODE_LENGTH) {
            return false;
        }
        try {
            URI uri = new URI(node);
            return ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
                    && uri.getHost() != null
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null
                    && uri.getRawPath().isEmpty();
        } catch (URISyntaxException malformed) {
            return false;
        }
    }
}
