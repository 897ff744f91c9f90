package io.firebreak.cell.commit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/** Runs a group's transactions and tells each member what became of it. */
final class GroupTransaction<C, R> {
    private final TransactionTemplate transaction;
    private final GroupWrite<C, R> write;

    GroupTransaction(TransactionTemplate transaction, GroupWrite<C, R> write) {
        this.transaction = transaction;
        this.write = write;
    }

    /** Never throws: what fails, fails in the members' callers. */
    void commit(List<Waiting<C, R>> group) {
        List<Waiting<C, R>> rest = group;
        while (!rest.isEmpty()) {
            rest = tryOnce(rest);
        }
    }

    /** The members to try again; each of the others knows its end. */
    private List<Waiting<C, R>> tryOnce(List<Waiting<C, R>> group) {
        AtomicBoolean written = new AtomicBoolean();
        try {
            return switch (write(group.stream().map(Waiting::change).toList(), written)) {
                case Written.Whole<R>(var results) -> {
                    for (int i = 0; i < group.size(); i++) {
                        group.get(i).decided(results.get(i));
                    }
                    yield List.of();
                }
                case Written.Without<R>(var decided) -> without(decided, group);
            };
        } catch (RuntimeException | Error e) {
            boolean changesAreToBlame = !written.get() && e instanceof RuntimeException && !databaseIsAway(e);
            if (changesAreToBlame && group.size() > 1) {
                group.forEach(Waiting::toBeTriedAlone);
            } else {
                group.forEach(member -> member.failed(e));
            }
            return List.of();
        }
    }

    private List<Waiting<C, R>> without(Map<Integer, R> decided, List<Waiting<C, R>> group) {
        List<Waiting<C, R>> rest = new ArrayList<>();
        for (int i = 0; i < group.size(); i++) {
            R result = decided.get(i);
            if (result == null) {
                rest.add(group.get(i));
            } else {
                group.get(i).decided(result);
            }
        }
        return rest;
    }

    /** One change in a transaction of its own. */
    R alone(C change) {
        return switch (write(List.of(change), new AtomicBoolean())) {
            case Written.Whole<R>(var results) -> results.getFirst();
            case Written.Without<R>(var decided) -> decided.values().iterator().next();
        };
    }

    /** @param written set when nothing but the commit was left: whatever goes wrong then, the outcome is unknown */
    private Written<R> write(List<C> changes, AtomicBoolean written) {
        Written<R> outcome = transaction.execute(status -> {
            Written<R> made = write.write(changes);
            if (made instanceof Written.Without) {
                status.setRollbackOnly();
            }
            written.set(true);
            return made;
        });
        if (outcome == null) {
            throw new IllegalStateException("a group's transaction ended without an outcome");
        }
        return outcome;
    }

    /** Members that tried it one by one would only wait one by one. */
    private static boolean databaseIsAway(Throwable failure) {
        return failure instanceof CannotCreateTransactionException
                || failure instanceof DataAccessResourceFailureException
                || failure instanceof RecoverableDataAccessException;
    }
}
