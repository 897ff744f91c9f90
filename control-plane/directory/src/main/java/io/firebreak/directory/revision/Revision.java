package io.firebreak.directory.revision;

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

    /** Raises the version: this transaction changes what the table shows. */
    public void raise() {
        database.sql("update table_version set version = version + 1").update();
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
}
