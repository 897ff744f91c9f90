package io.firebreak.database;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Says in place of a stack trace which database was waited for. Ahead of Spring's own analyzers. */
@Order(Ordered.HIGHEST_PRECEDENCE)
class DatabaseNotReachedAnalyzer extends AbstractFailureAnalyzer<DatabaseNotReachedException> {
    @Override
    protected FailureAnalysis analyze(Throwable failure, DatabaseNotReachedException cause) {
        return new FailureAnalysis(
                String.valueOf(cause.getMessage()),
                "Start the database, or correct spring.datasource.url, username and password; firebreak.database.patience bounds the wait.",
                cause);
    }
}
