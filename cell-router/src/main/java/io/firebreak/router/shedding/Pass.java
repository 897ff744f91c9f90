package io.firebreak.router.shedding;

import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** The leave to call a cell once, counted until it ends if the cell has a limit. */
public final class Pass {
    /** That nobody counts. */
    public static final Pass FREE = new Pass(null, Level.OWNED, 0);

    private final @Nullable CellLimit limit;
    private final Level level;
    private final long tenant;
    private final AtomicBoolean open = new AtomicBoolean(true);

    private Pass(@Nullable CellLimit limit, Level level, long tenant) {
        this.limit = limit;
        this.level = level;
        this.tenant = tenant;
    }

    static Pass counted(CellLimit limit, Level level, long tenant) {
        return new Pass(limit, level, tenant);
    }

    /** The call ended, in whatever way; what is told after that is ignored. */
    public void end() {
        if (limit != null && open.compareAndSet(true, false)) {
            limit.leave(level, tenant);
        }
    }
}
