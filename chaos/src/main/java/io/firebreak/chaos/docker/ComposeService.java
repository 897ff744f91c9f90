package io.firebreak.chaos.docker;

import io.firebreak.assigner.CellId;
import io.firebreak.chaos.region.ProcessKind;
import io.firebreak.chaos.region.ProcessName;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A service of the compose file that is a process of the region: {@code directory}, {@code directory-database},
 * {@code router} or {@code router-2}, {@code cell-1-node-1}, {@code cell-1-database}, {@code cell-1-fleet}.
 *
 * @param host what the network calls it
 * @param number of its cell, or of the router; 0 for the directory
 * @param member of a cell's nodes, from 1; else 0
 */
record ComposeService(
        String host,
        ProcessName name,
        ProcessKind kind,
        @Nullable CellId cell,
        int number,
        int member) implements Comparable<ComposeService> {
    private static final Pattern OF_CELL =
            Pattern.compile("(cell-([1-9][0-9]{0,3}))-(?:node-([1-9][0-9]{0,3})|(database)|fleet)");
    private static final Pattern ROUTER = Pattern.compile("router(?:-([1-9][0-9]{0,3}))?");
    private static final Comparator<ComposeService> ORDER = Comparator.comparing(ComposeService::kind)
            .thenComparingInt(ComposeService::number)
            .thenComparingInt(ComposeService::member);

    /** What this service is in the region; empty when it is nothing of it, as Prometheus. */
    static Optional<ComposeService> of(String service) {
        if (service.equals("directory")) {
            return Optional.of(new ComposeService(service, ProcessName.directory(), ProcessKind.DIRECTORY, null, 0, 0));
        }
        if (service.equals("directory-database")) {
            return Optional.of(
                    new ComposeService(service, ProcessName.directoryDatabase(), ProcessKind.DATABASE, null, 0, 0));
        }
        Matcher router = ROUTER.matcher(service);
        if (router.matches()) {
            int number = router.group(1) == null ? 1 : Integer.parseInt(router.group(1));
            return Optional.of(
                    new ComposeService(service, ProcessName.router(number), ProcessKind.ROUTER, null, number, 0));
        }
        Matcher ofCell = OF_CELL.matcher(service);
        return ofCell.matches() ? Optional.of(ofCell(service, ofCell)) : Optional.empty();
    }

    private static ComposeService ofCell(String service, Matcher parts) {
        CellId cell = new CellId(parts.group(1));
        int number = Integer.parseInt(parts.group(2));
        if (parts.group(3) != null) {
            int member = Integer.parseInt(parts.group(3));
            return new ComposeService(service, ProcessName.node(cell, member), ProcessKind.NODE, cell, number, member);
        }
        return parts.group(4) != null
                ? new ComposeService(service, ProcessName.database(cell), ProcessKind.DATABASE, cell, number, 0)
                : new ComposeService(service, ProcessName.fleet(cell), ProcessKind.FLEET, cell, number, 0);
    }

    /** What others need first, and then by number. */
    @Override
    public int compareTo(ComposeService other) {
        return ORDER.compare(this, other);
    }
}
