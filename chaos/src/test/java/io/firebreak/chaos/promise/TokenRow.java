package io.firebreak.chaos.promise;

import io.firebreak.assigner.CellId;
import io.firebreak.assigner.TenantId;
import io.firebreak.chaos.measure.LaunchToken;
import io.firebreak.chaos.region.RegionFile;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;

/**
 * What a token stands for in one cell's database.
 *
 * @param state as in {@code docs/protocol.md}
 * @param skipped how many cells before this one in the token's order did not take the launch
 * @param createdAt by the node's clock, just before the transaction that wrote it
 */
record TokenRow(CellId cell, LaunchToken token, String state, CellId winner, int skipped, Instant createdAt) {

    /** Those of all cells whose token starts so. */
    static List<TokenRow> read(RegionFile region, String tokenPrefix) throws SQLException {
        List<TokenRow> rows = new ArrayList<>();
        for (RegionFile.Cell cell : region.cells()) {
            try (Connection connection =
                            DriverManager.getConnection(cell.database().jdbcUrl());
                    Statement statement = connection.createStatement();
                    ResultSet found = statement.executeQuery(
                            "select tenant, token, state, winner, cardinality(skipped), created_at from client_token")) {
                while (found.next()) {
                    if (found.getString("token").startsWith(tokenPrefix + "-")) {
                        rows.add(row(cell.id(), found));
                    }
                }
            }
        }
        return rows;
    }

    private static TokenRow row(CellId cell, ResultSet found) throws SQLException {
        return new TokenRow(
                cell,
                new LaunchToken(new TenantId(found.getString("tenant")), found.getString("token")),
                found.getString("state"),
                new CellId(found.getString("winner")),
                found.getInt("cardinality"),
                found.getObject("created_at", OffsetDateTime.class).toInstant());
    }

    /** Whether this cell launched; otherwise it only noted another's launch as the arbiter. */
    boolean isLaunch() {
        return !state.equals("TAKEN_OVER");
    }

    boolean isTakeOver() {
        return isLaunch() && skipped > 0;
    }

    boolean isSettledTakeOver() {
        return isTakeOver() && state.equals("SETTLED");
    }

    boolean isSuperseded() {
        return state.equals("SUPERSEDED");
    }
}
