package io.firebreak.cell.observe;

import io.firebreak.telemetry.Tracing;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.TransactionExecution;
import org.springframework.transaction.TransactionExecutionListener;

/**
 * A span for each transaction of a recorded trace, from the wait for a connection to its end, and one in it for the commit,
 * which is the wait for the disk. Statements have none: a group's transaction is a handful of them, and always the same.
 */
final class DatabaseSpans implements TransactionExecutionListener {
    private static final AttributeKey<String> SYSTEM = AttributeKey.stringKey("db.system.name");
    private static final AttributeKey<String> OPERATION = AttributeKey.stringKey("db.operation.name");
    private static final AttributeKey<Boolean> READ_ONLY = AttributeKey.booleanKey("firebreak.transaction.read.only");
    private static final String POSTGRESQL = "postgresql";

    private final Tracing tracing;
    /** Of the transactions this thread is in, the innermost first: one may need another while it is open. */
    private final ThreadLocal<Deque<Open>> open = ThreadLocal.withInitial(ArrayDeque::new);

    DatabaseSpans(Tracing tracing) {
        this.tracing = tracing;
    }

    private static final class Open {
        private final TransactionExecution transaction;
        private final Span whole;
        private @Nullable Span commit;

        Open(TransactionExecution transaction, Span whole) {
            this.transaction = transaction;
            this.whole = whole;
        }
    }

    @Override
    public void beforeBegin(TransactionExecution transaction) {
        if (tracing.current().isRecording()) {
            Span whole = span("TRANSACTION", Context.current());
            whole.setAttribute(READ_ONLY, transaction.isReadOnly());
            open.get().push(new Open(transaction, whole));
        }
    }

    @Override
    public void afterBegin(TransactionExecution transaction, @Nullable Throwable failure) {
        if (failure != null) {
            end(transaction, failure);
        }
    }

    @Override
    public void beforeCommit(TransactionExecution transaction) {
        Open innermost = innermost(transaction);
        if (innermost != null) {
            innermost.commit = span("COMMIT", Context.current().with(innermost.whole));
        }
    }

    @Override
    public void afterCommit(TransactionExecution transaction, @Nullable Throwable failure) {
        end(transaction, failure);
    }

    @Override
    public void afterRollback(TransactionExecution transaction, @Nullable Throwable failure) {
        end(transaction, failure);
    }

    private Span span(String operation, Context parent) {
        return tracing.tracer()
                .spanBuilder(operation)
                .setSpanKind(SpanKind.CLIENT)
                .setParent(parent)
                .setAttribute(SYSTEM, POSTGRESQL)
                .setAttribute(OPERATION, operation)
                .startSpan();
    }

    /** A listener is told of one transaction with one and the same object. */
    @SuppressWarnings("ReferenceEquality")
    private @Nullable Open innermost(TransactionExecution transaction) {
        if (!tracing.isOn()) {
            return null;
        }
        Open innermost = open.get().peek();
        return innermost != null && innermost.transaction == transaction ? innermost : null;
    }

    private void end(TransactionExecution transaction, @Nullable Throwable failure) {
        Open innermost = innermost(transaction);
        if (innermost == null) {
            return;
        }
        open.get().pop();
        if (open.get().isEmpty()) {
            open.remove();
        }
        if (failure != null) {
            Tracing.failed(innermost.whole, failure);
        }
        if (innermost.commit != null) {
            innermost.commit.end();
        }
        innermost.whole.end();
    }
}
