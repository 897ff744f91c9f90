package io.firebreak.router.standalone;

import io.firebreak.assigner.Cell;
import io.firebreak.assigner.CellId;
import io.firebreak.assigner.CellState;
import io.firebreak.assigner.Lattice;
import io.firebreak.router.routing.RoutedCell;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads the cells and their nodes. */
final class CellsReader {
    /** Shards beyond this size or cells beyond this number were never tested. */
    private static final int MOST_CELLS = 1_024;

    private static final int MOST_NODES = 64;
    private static final double HEAVIEST = 1_000;
    private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,40}");
    private static final String NODE = "a URL of scheme, host and port alone, such as http://10.0.0.1:8080";

    private final List<RoutedCell> routed = new ArrayList<>();
    private final List<Cell> cells = new ArrayList<>();
    private final Set<CellId> ids = new LinkedHashSet<>();
    private final Set<URI> nodes = new HashSet<>();

    CellsReader(Section file, Mistakes mistakes) {
        String accepted = "mappings of id, nodes, zone, weight and state";
        file.need("cells", "a list of " + accepted)
                .ifPresent(value -> value.items(1, MOST_CELLS, accepted).forEach(this::cell));
        if (mistakes.none() && activeCount() == 0) {
            file.find("cells").ifPresent(value -> value.wrong("has no active cell; accepted: one or more"));
        }
    }

    private void cell(Value value) {
        Section section = Section.of(value, "id", "nodes", "zone", "weight", "state");
        Optional<CellId> id = section.need("id", "a name such as cell-1")
                .flatMap(text -> text.as(
                        "1 to 40 characters of a-z, 0-9 and -",
                        name -> Optional.of(name)
                                .filter(it -> NAME.matcher(it).matches())
                                .map(CellId::new)));
        String zone = section.or(
                "zone",
                "zone-1",
                "a name of 1 to 40 characters of a-z, 0-9 and -",
                name -> Optional.of(name).filter(it -> NAME.matcher(it).matches()));
        double weight = section.or(
                "weight",
                1.0,
                "a number above 0, to 1000",
                text -> Notation.decimal(text).filter(it -> it > 0 && it <= HEAVIEST));
        CellState state = section.or("state", CellState.ACTIVE, "active, draining or out", CellsReader::stateOf);
        List<URI> urls = section.need("nodes", "a list of URLs").stream()
                .flatMap(list -> list.items(1, MOST_NODES, "URLs").stream())
                .flatMap(item -> node(item).stream())
                .toList();
        if (id.isEmpty()) {
            return;
        }
        if (!ids.add(id.get())) {
            section.find("id").ifPresent(it -> it.wrong("'%s' stands twice; accepted: once".formatted(id.get())));
            return;
        }
        routed.add(new RoutedCell(id.get(), ids.size(), zone, state, urls));
        cells.add(new Cell(id.get(), zone, weight, state));
    }

    private static Optional<CellState> stateOf(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "active" -> Optional.of(CellState.ACTIVE);
            case "draining" -> Optional.of(CellState.DRAINING);
            case "out" -> Optional.of(CellState.OUT);
            default -> Optional.empty();
        };
    }

    /** A node in two cells would make one failure of both. */
    private Optional<URI> node(Value value) {
        Optional<URI> node = value.as(NODE, CellsReader::urlOf);
        if (node.isPresent() && !nodes.add(node.get())) {
            value.wrong("'%s' stands twice; accepted: once, since cells share nothing".formatted(node.get()));
        }
        return node;
    }

    private static Optional<URI> urlOf(String text) {
        try {
            URI url = new URI(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
            boolean bare = "http".equals(url.getScheme())
                    && url.getHost() != null
                    && url.getRawUserInfo() == null
                    && (url.getRawPath() == null || url.getRawPath().isEmpty())
                    && url.getRawQuery() == null
                    && url.getRawFragment() == null
                    && url.getPort() <= 65_535;
            return bare ? Optional.of(url) : Optional.empty();
        } catch (URISyntaxException none) {
            return Optional.empty();
        }
    }

    List<RoutedCell> routed() {
        return List.copyOf(routed);
    }

    Lattice lattice() {
        return new Lattice(cells);
    }

    Set<CellId> ids() {
        return ids;
    }

    int activeCount() {
        return (int)
                cells.stream().filter(cell -> cell.state() == CellState.ACTIVE).count();
    }

    boolean equallyWeighted() {
        return cells.stream().mapToDouble(Cell::weight).distinct().count() == 1;
    }
}
