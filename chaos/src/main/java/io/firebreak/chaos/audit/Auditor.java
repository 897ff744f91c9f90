package io.firebreak.chaos.audit;

import io.firebreak.chaos.load.NanoClock;
import io.firebreak.chaos.measure.AuditResult;
import io.firebreak.chaos.measure.Ledger;
import io.firebreak.chaos.region.RegionFile;
import java.io.IOException;
import java.net.http.HttpClient;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Waits until nothing is under way in the region any more, and audits it. */
public final class Auditor {
    private static final long POLL_NANOS = 500_000_000L;

    private final HttpClient http;
    private final NanoClock clock;

    public Auditor(HttpClient http, NanoClock clock) {
        this.http = http;
        this.clock = clock;
    }

    /**
     * Audits the region once every token is settled and no instance is on its way, or when the patience is over; what was
     * still open then is in the result.
     *
     * @throws IOException when a database or a fleet cannot be read until then
     */
    public AuditResult audit(RegionFile region, Ledger ledger, Duration patience)
            throws IOException, InterruptedException {
        CellReader reader = new CellReader(http, region.internalSecret());
        long deadline = clock.nanos() + patience.toNanos();
        while (true) {
            boolean last = clock.nanos() >= deadline;
            try {
                List<CellState> cells = read(reader, region);
                if (last || cells.stream().allMatch(CellState::isQuiet)) {
                    return Audit.of(ledger, cells);
                }
            } catch (SQLException | IOException e) {
                if (last) {
                    throw new IOException("the region cannot be audited: " + e.getMessage(), e);
                }
            }
            clock.waitUntil(clock.nanos() + POLL_NANOS);
        }
    }

    /** What databases and hosts hold now, cell by cell. */
    public List<CellState> cells(RegionFile region) throws IOException, InterruptedException {
        try {
            return read(new CellReader(http, region.internalSecret()), region);
        } catch (SQLException e) {
            throw new IOException("a cell's database cannot be read: " + e.getMessage(), e);
        }
    }

    /** What is live in the region now. */
    public LiveInstances live(RegionFile region) throws IOException, InterruptedException {
        List<CellState> cells = cells(region);
        return new LiveInstances(cells.stream()
                .flatMap(cell -> cell.rows().stream())
                .filter(InstanceRow::isLive)
                .collect(Collectors.groupingBy(
                        row -> row.token().tenant(), Collectors.mapping(InstanceRow::id, Collectors.toList()))));
    }

    private static List<CellState> read(CellReader reader, RegionFile region)
            throws SQLException, IOException, InterruptedException {
        List<CellState> cells = new ArrayList<>();
        for (RegionFile.Cell cell : region.cells()) {
            cells.add(reader.read(cell));
        }
        return cells;
    }
}
