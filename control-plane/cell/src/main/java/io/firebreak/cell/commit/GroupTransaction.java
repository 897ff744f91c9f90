package io.firebreak.cell.commit;

import java.util.ArrayList;
import java.util.List;
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

    /**
     * Never throws: what fails, fails in the members' callers. It ends: a member is put off only beside another one, so at
     * least one knows its end before those put off are written again.
     */
    void commit(List<Waiting<C, R>> group) {
        List<Waiting<C, R>> next = group;
        while (!next.isEmpty()) {
            List<Waiting<C, R>> putOff = new ArrayList<>();
            List<Waiting<C, R>> rest = next;
            while (!rest.isEmpty()) {
                rest = tryOnce(rest, putOff);
            }
            next = putOff;
        }
    }

    /** The members to try again; each of the others knows its end or is put off. */
    private List<Waiting<C, R>> tryOnce(List<Waiting<C, R>> group, List<Waiting<C, R>> putOff) {
        AtomicBoolean written = new AtomicBoolean();
        try {
            return switch (write(group.stream().map(Waiting::change).toList(), written)) {
                case Written.Whole<R>(var results) -> {
                    for (int i = 0; i < group.size(); i++) {
                        group.get(i).decided(results.get(i));
                    }
                    yield List.of();
                }
                case Written.Without<R> without -> without(without, group, putOff);
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

    private List<Waiting<C, R>> without(
            Written.Without<R> without, List<Waiting<C, R>> group, List<Waiting<C, R>> putOff) {
        if (without.putOff().size() == group.size()) {
            throw new IllegalStateException("all of a group are put off for the sake of others");
        }
        List<Waiting<C, R>> rest = new ArrayList<>();
        for (int i = 0; i < group.size(); i++) {
            R result = without.decided().get(i);
            if (result != null) {
                group.get(i).decided(result);
            } else {
                (without.putOff().contains(i) ? putOff : rest).add(group.get(i));
            }
        }
        return rest;
    }

    /** One change in a transaction of its own. */
    R alone(C change) {
        return switch (write(List.of(change), new AtomicBoolean())) {
            case Written.Whole<R>(var results) -> results.getFirst();
            case Written.Without<R>(var decided, var putOff) ->
                decided.values().iterator().next();
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
