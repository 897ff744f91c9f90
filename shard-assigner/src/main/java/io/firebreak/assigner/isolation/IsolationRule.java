package io.firebreak.assigner.isolation;

import io.firebreak.assigner.CellId;
import io.firebreak.assigner.Shard;
import io.firebreak.assigner.TenantId;
import java.util.Collections;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** What is asked for some tenants beyond what the method of assignment gives to all. */
public sealed interface IsolationRule {
    /** The tenant is on these cells and no others. */
    record Pinned(TenantId tenant, Shard shard) implements IsolationRule {}

    /** Nobody else is on these cells, and these tenants are on no others. */
    record Dedicated(SortedSet<CellId> cells, SortedSet<TenantId> tenants) implements IsolationRule {
        public Dedicated {
            cells = Collections.unmodifiableSortedSet(new TreeSet<>(cells));
            tenants = Collections.unmodifiableSortedSet(new TreeSet<>(tenants));
        }

        public Dedicated(Set<CellId> cells, Set<TenantId> tenants) {
            this(new TreeSet<>(cells), new TreeSet<>(tenants));
        }
    }

    /** Of no two of these tenants is one's shard a part of the other's: no fault of one takes the other down. */
    record Apart(SortedSet<TenantId> tenants) implements IsolationRule {
        public Apart {
            tenants = Collections.unmodifiableSortedSet(new TreeSet<>(tenants));
        }

        public Apart(Set<TenantId> tenants) {
            this(new TreeSet<>(tenants));
        }
    }
}
