package io.firebreak.router.gather;

import io.firebreak.assigner.CellId;
import io.firebreak.router.routing.RoutedCell;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How far a list has been read: one place for all cells, and another for each that did not keep up. A cell that was dead
 * while a page was made is asked from where it was left as soon as it is back, so none of its rows is missed for good.
 *
 * @param reached the place of the cells that kept up
 * @param behind the places of the others; nothing for one that has given no row yet
 */
record ListCursor(Position reached, Map<CellId, Optional<Position>> behind) {
    /** More would not fit into a request line with the longest ids; the cells beyond go on from where the others are. */
    private static final int MOST_BEHIND = 16;

    private static final String BETWEEN = ";";
    private static final String IS = "=";

    ListCursor {
        behind = Map.copyOf(behind);
    }

    /** From where a cell goes on. */
    Optional<Position> startOf(CellId cell) {
        return behind.getOrDefault(cell, Optional.of(reached));
    }

    /**
     * The cursor after a page.
     *
     * @param from the cursor the page was asked with
     * @param next where the merged page ended
     */
    static ListCursor after(Optional<ListCursor> from, List<RoutedCell> members, Set<CellId> answered, Position next) {
        Position reached = from.map(ListCursor::reached)
                .filter(place -> place.compareTo(next) > 0)
                .orElse(next);
        Map<CellId, Optional<Position>> behind = new LinkedHashMap<>();
        for (RoutedCell member : members) {
            Optional<Position> start = from.flatMap(cursor -> cursor.startOf(member.id()));
            Optional<Position> place = answered.contains(member.id())
                    ? Optional.of(
                            start.filter(known -> known.compareTo(next) > 0).orElse(next))
                    : start;
            if (!place.equals(Optional.of(reached)) && behind.size() < MOST_BEHIND) {
                behind.put(member.id(), place);
            }
        }
        return new ListCursor(reached, behind);
    }

    /** The cursor as a text. */
    String toText() {
        StringBuilder text = new StringBuilder(reached.toCursor());
        behind.keySet().stream()
                .sorted()
                .forEach(cell ->
                        text.append(BETWEEN).append(cell.value()).append(IS).append(place(cell)));
        return text.toString();
    }

    /** The cursor of a text; nothing when it is none. */
    static Optional<ListCursor> parse(String text) {
        List<String> parts = List.of(text.split(BETWEEN, -1));
        Optional<Position> reached = Position.fromCursor(parts.getFirst());
        if (reached.isEmpty() || parts.size() > MOST_BEHIND + 1) {
            return Optional.empty();
        }
        Map<CellId, Optional<Position>> behind = new LinkedHashMap<>();
        for (String part : parts.subList(1, parts.size())) {
            int is = part.indexOf(IS);
            if (is < 1) {
                return Optional.empty();
            }
            String place = part.substring(is + 1);
            behind.put(
                    new CellId(part.substring(0, is)), place.isEmpty() ? Optional.empty() : Position.fromCursor(place));
        }
        return Optional.of(new ListCursor(reached.get(), behind));
    }

    private String place(CellId cell) {
        return startOf(cell).map(Position::toCursor).orElse("");
    }
}
