package io.firebreak.cell.commit;

import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.support.SimpleTransactionStatus;

/** Transactions of nothing, counted. A commit can be made to get lost on its way. */
final class TransactionsInMemory implements PlatformTransactionManager {
    final AtomicInteger commits = new AtomicInteger();
    final AtomicInteger rollbacks = new AtomicInteger();
    volatile boolean losesCommits;

    @Override
    public TransactionStatus getTransaction(@Nullable TransactionDefinition definition) {
        return new SimpleTransactionStatus();
    }

    @Override
    public void commit(TransactionStatus status) {
        if (status.isRollbackOnly()) {
            rollback(status);
            return;
        }
        if (losesCommits) {
            throw new TransactionSystemException("the connection broke while the commit was under way");
        }
        commits.incrementAndGet();
    }

    @Override
    public void rollback(TransactionStatus status) {
        rollbacks.incrementAndGet();
    }
}
