package io.firebreak.directory.table;

import static io.firebreak.directory.region.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.directory.region.Answer;
import io.firebreak.directory.region.CellThatConfirms;
import io.firebreak.directory.region.RunningDirectory;
import io.firebreak.testdatabase.TestDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TableChangesIT {
    private final TestDatabase database = TestDatabase.fresh();
    private RunningDirectory directory;
    private List<CellThatConfirms> cells;

    @BeforeEach
    void start() throws Exception {
        directory = RunningDirectory.start(database);
        cells = directory.registerCells(3);
        create("t-1");
    }

    @AfterEach
    void stop() {
        directory.close();
        cells.forEach(CellThatConfirms::close);
    }

    @Test
    void tellsARouterOnlyWhatChangedSinceItsRevision() throws Exception {
        String before = revision();
        create("t-2");

        Answer changes = since(before);

        assertThat(changes.body()).startsWith("{\"since\":\"%s\",".formatted(before));
        assertThat(changes.ids("tenants")).containsExactly("t-2");
        assertThat(changes.json().get("cells")).isEmpty();
        assertThat(changes.json().get("gone")).isEmpty();
        assertThat(changes.json().get("revision").stringValue()).isEqualTo(revision());

        String after = revision();
        directory.registerAs("draining", 2, cells.get(1).url());
        eventually("the draining cell is told", () -> since(after).status() == 200);
        assertThat(since(after).ids("cells")).containsExactly("cell-2");
        assertThat(since(after).ids("tenants")).isEmpty();
    }

    @Test
    void answersNotModifiedToARouterThatHasTheNewest() {
        assertThat(since(revision()).status()).isEqualTo(304);
    }

    @Test
    void remembersChangesOverARestart() throws Exception {
        String before = revision();
        create("t-2");
        directory.close();
        directory = RunningDirectory.start(database);

        assertThat(since(before).ids("tenants")).containsExactly("t-2");
    }

    @Test
    void sendsTheTableInsteadOfOneThatWasLostWithARestoredRecord() throws Exception {
        String older = revision();
        create("t-2");
        String lost = revision();
        restoreTo(older);

        eventually("the whole table comes", () -> since(lost).status() == 200);
        Answer whole = since(lost);
        assertThat(whole.json().has("since")).isFalse();
        assertThat(whole.response().headers().firstValue("Firebreak-Table-Instead-Of"))
                .contains(lost);
        assertThat(whole.ids("tenants")).containsExactly("t-1");

        create("t-3");
        Answer later = since(lost);
        assertThat(later.response().headers().firstValue("Firebreak-Table-Instead-Of"))
                .contains(lost);
        assertThat(later.ids("tenants")).containsExactly("t-1", "t-3");
    }

    @Test
    void refusesWhatIsNoRevision() {
        Answer answer = since("seven");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.detail()).contains("'seven'").contains("<version>.<mark>");
    }

    /** As a backup of the database would: the version is the old one, and what came later never was. */
    private void restoreTo(String revision) throws Exception {
        long version = Long.parseLong(revision.substring(0, revision.indexOf('.')));
        try (Connection connection =
                        DriverManager.getConnection(database.jdbcUrl(), database.username(), database.password());
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.executeUpdate("delete from shard_member where tenant_id = 't-2'");
            statement.executeUpdate("delete from tenant where id = 't-2'");
            statement.executeUpdate("delete from table_revision where version > " + version);
            statement.executeUpdate("update table_version set version = " + version);
            connection.commit();
        }
    }

    private void create(String tenant) throws InterruptedException {
        directory.create(tenant);
        eventually(
                "the table names " + tenant,
                () -> directory.table().ids("tenants").contains(tenant));
    }

    private String revision() {
        return directory.table().json().get("revision").stringValue();
    }

    private Answer since(String revision) {
        return directory.get("/internal/v1/table?waitSeconds=2&since=" + revision);
    }
}
