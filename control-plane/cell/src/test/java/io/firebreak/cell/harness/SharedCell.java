package io.firebreak.cell.harness;

import io.firebreak.testdatabase.TestDatabase;

/** One cell for all tests that only need a cell which works; each takes a tenant of its own. It ends with the JVM. */
public final class SharedCell {
    private static final TestCell CELL = TestCell.start("cell-1", TestDatabase.fresh(), FleetInMemory.ofC5Hosts(40));

    private SharedCell() {}

    public static TestCell withTenants(String... tenants) {
        for (String tenant : tenants) {
            CELL.withTenant(tenant, "cell-1");
        }
        return CELL;
    }
}
