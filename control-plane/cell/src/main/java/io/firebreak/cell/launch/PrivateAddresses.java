package io.firebreak.cell.launch;

import io.firebreak.cell.settings.CellSettings;
import java.util.Objects;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Hands out private addresses {@code 10.<cell>.x.y}: unequal among the last 65,000 launches of a cell, which is more
 * than the instances it can hold. Each node takes blocks of numbers from the database, so only every 64th launch asks it.
 */
@Component
class PrivateAddresses {
    private static final int BLOCK = 64;
    private static final int PER_CELL = 1 << 16;

    private final JdbcTemplate database;
    private final int cell;
    private long next;
    private long end;

    PrivateAddresses(JdbcTemplate database, CellSettings settings) {
        this.database = database;
        this.cell = settings.number() & 0xff;
    }

    String next() {
        int address = nextNumber();
        return "10." + cell + '.' + (address >> 8) + '.' + (address & 0xff);
    }

    private synchronized int nextNumber() {
        if (next == end) {
            next = Objects.requireNonNull(database.queryForObject("select nextval('private_address')", Long.class));
            end = next + BLOCK;
        }
        return (int) (next++ % PER_CELL);
    }
}
