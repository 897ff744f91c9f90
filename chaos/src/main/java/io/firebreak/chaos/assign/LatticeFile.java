package io.firebreak.chaos.assign;

import io.firebreak.assigner.Cell;
import io.firebreak.assigner.CellId;
import io.firebreak.assigner.CellState;
import io.firebreak.chaos.csv.CsvTable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The cells to assign, as a CSV file. */
final class LatticeFile {
    private static final String CELL = "cell";
    private static final String ZONE = "zone";
    private static final String WEIGHT = "weight";
    private static final String STATE = "state";
    private static final String VERSION = "version";

    private LatticeFile() {}

    static List<Cell> read(String file) {
        List<Cell> cells = new ArrayList<>();
        Set<CellId> seen = new HashSet<>();
        for (CsvTable.Row row : CsvTable.read(file, List.of(CELL, ZONE, WEIGHT, STATE, VERSION), System.in)
                .rows()) {
            Cell cell = cell(row);
            if (!seen.add(cell.id())) {
                throw row.bad("cell '%s' stands twice".formatted(cell.id()));
            }
            cells.add(cell);
        }
        return cells;
    }

    private static Cell cell(CsvTable.Row row) {
        try {
            return new Cell(
                    new CellId(row.text(CELL, "")),
                    row.text(ZONE, "zone-1"),
                    row.weight(WEIGHT),
                    state(row),
                    row.text(VERSION, ""));
        } catch (IllegalArgumentException e) {
            throw row.bad(String.valueOf(e.getMessage()));
        }
    }

    private static CellState state(CsvTable.Row row) {
        String name = row.text(STATE, "active");
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "active" -> CellState.ACTIVE;
            case "draining" -> CellState.DRAINING;
            case "out" -> CellState.OUT;
            default -> throw row.bad("state is '%s': it must be active, draining or out".formatted(name));
        };
    }
}
