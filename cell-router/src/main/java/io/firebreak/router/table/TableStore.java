package io.firebreak.router.table;

import io.firebreak.router.routing.RoutingTable;
import io.firebreak.router.routing.TableDelta;
import io.firebreak.router.wire.Body;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * The table on disk: a file with a whole one and a journal of what changed since. A crash at any instant leaves a file that
 * is whole and a journal whose whole records are a beginning of what was written; records of before the file was written
 * anew name another table and are passed over. Used by the table's own thread only.
 */
final class TableStore {
    /** Below this, writing the file anew is not worth it. */
    private static final long LEAST_JOURNAL_BYTES = 1024 * 1024;
    /** The journal may grow to this part of the file: so at most five bytes are written to disk for each byte of changes. */
    private static final int PART_OF_FILE = 4;

    private final TableFile file;
    private final TableJournal journal;
    /** A record is missing, so later ones lead nowhere. */
    private boolean incomplete;

    TableStore(Path path) {
        this.file = new TableFile(path);
        this.journal = new TableJournal(path.resolveSibling(path.getFileName() + ".deltas"));
    }

    /** A table and when the directory confirmed it. */
    record Loaded(RoutingTable table, Instant confirmed) {}

    /** The newest table there is; a {@link MalformedTableException} when the file is torn or of another format. */
    Optional<Loaded> load() throws IOException {
        Optional<TableFile.Saved> base = file.load();
        if (base.isEmpty()) {
            return Optional.empty();
        }
        RoutingTable table = TableDocument.readWhole(base.get().json().bytes());
        Instant confirmed = base.get().confirmed();
        for (TableFile.Saved saved : journal.load()) {
            if (TableDocument.read(saved.json().bytes()) instanceof TableNews.Changes(TableDelta delta)
                    && delta.since().equals(table.revision())) {
                table = table.with(delta);
                confirmed = saved.confirmed();
            }
        }
        return Optional.of(new Loaded(table, confirmed));
    }

    /** Keeps a whole table as the directory sent it. */
    void saveWhole(Body json, Instant confirmed) throws IOException {
        saveFile(confirmed, out -> out.write(json.bytes()));
    }

    /** Keeps changes as the directory sent them. */
    void saveChanges(Body json, RoutingTable after, Instant confirmed) throws IOException {
        if (incomplete || journal.size() > Math.max(LEAST_JOURNAL_BYTES, file.size() / PART_OF_FILE)) {
            saveFile(confirmed, out -> TableText.write(after, out));
            return;
        }
        incomplete = true;
        journal.append(new TableFile.Saved(json, confirmed));
        incomplete = false;
    }

    private void saveFile(Instant confirmed, TableFile.Content content) throws IOException {
        incomplete = true;
        file.save(confirmed, content);
        journal.clear();
        incomplete = false;
    }
}
