package io.firebreak.cell.commit;

import java.util.List;

/**
 * Writes changes in the current transaction. It takes its locks in one order for all transactions, whichever changes
 * come together: two groups that wait for each other are a bug.
 */
@FunctionalInterface
public interface GroupWrite<C, R> {
    /**
     * Called again, in a new transaction, with fewer changes or with one alone when a transaction is given up.
     *
     * @param changes at least one; no two with the same key
     */
    Written<R> write(List<C> changes);
}
