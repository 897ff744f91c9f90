package io.firebreak.directory.revision;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The version of the routing table, a row that is also the lock of the whole record. Whoever changes the record locks it
 * first: two confirmations of one tenant then see each other, and deadlocks cannot happen.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class Revision {
    /** Versions that are kept by their marks: a router that missed more takes the whole table. */
    public static final int KEPT = 10_000;

    private final JdbcClient database;
    private final Changes changes;

    Revision(JdbcClient database, Changes changes) {
        this.database = database;
        this.changes = changes;
    }

    /** Waits for other writers and keeps them out until this transaction ends. */
    public void lock() {
        database.sql("select version from table_version for update")
                .query(Long.class)
                .single();
    }

    /** The version this transaction raises the table to, for the rows it changes; it has locked the record. */
    public long next() {
        return current() + 1;
    }

    /** Raises the version: this transaction changes what the table shows. */
    public void raise() {
        database.sql("""
                with raised as (update table_version set version = version + 1 returning version),
                     forgotten as (delete from table_revision where version <= (select version from raised) - :kept)
                insert into table_revision (version) select version from raised
                """).param("kept", KEPT).update();
        announce();
    }

    /** Wakes waiting threads once this transaction has committed. */
    public void announce() {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                changes.announce();
            }
        });
    }

    /** The version as this transaction sees it. */
    public long current() {
        return database.sql("select version from table_version")
                .query(Long.class)
                .single();
    }

    /** The version and its mark as this transaction sees them. */
    public TableRevision newest() {
        return database.sql("select version, mark::text from table_version join table_revision using (version)")
                .query((row, number) -> new TableRevision(row.getLong(1), row.getString(2)))
                .single();
    }

    /** The versions after one with their marks, oldest first. */
    public List<TableRevision> after(long version) {
        return database.sql("select version, mark::text from table_revision where version > :version order by version")
                .param("version", version)
                .query((row, number) -> new TableRevision(row.getLong(1), row.getString(2)))
                .list();
    }

    /** Whether a version is in the history of this record. */
    public boolean has(TableRevision revision) {
        return database.sql("select count(*) from table_revision where version = :version and mark::text = :mark")
                        .param("version", revision.version())
                        .param("mark", revision.mark())
                        .query(Long.class)
                        .single()
                > 0;
    }
}
