package io.firebreak.directory.move;

import static io.firebreak.directory.region.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.directory.region.Answer;
import io.firebreak.directory.region.CellThatConfirms;
import io.firebreak.directory.region.CellThatHesitates;
import io.firebreak.directory.region.RunningDirectory;
import io.firebreak.testdatabase.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class MoveIT {
    private final TestDatabase database = TestDatabase.fresh();
    private final List<AutoCloseable> closing = new ArrayList<>();
    private RunningDirectory directory;
    private CellThatConfirms one;
    private CellThatConfirms two;

    @BeforeEach
    void aTenantOnCellOneAndTwo() throws Exception {
        start("1s");
        one = open(new CellThatConfirms());
        two = open(new CellThatConfirms());
        directory.register(1, one.url());
        directory.register(2, two.url());
        directory.create("t-1");
        eventually(
                "the tenant is active", () -> directory.table().ids("tenants").contains("t-1"));
    }

    @AfterEach
    void stop() throws Exception {
        directory.close();
        for (AutoCloseable each : closing) {
            each.close();
        }
    }

    private void start(String window) {
        directory = RunningDirectory.start(
                database,
                "firebreak.directory.move.every=100ms",
                "firebreak.directory.move.check-every=200ms",
                "firebreak.directory.move.window=" + window);
    }

    private <T extends AutoCloseable> T open(T cell) {
        closing.add(cell);
        return cell;
    }

    @Test
    void tellsTheCellsThatJoinFirstThenAllThenTheTable() throws Exception {
        CellThatHesitates three = open(new CellThatHesitates());
        directory.register(3, three.url());
        JsonNode before = two.tenant("t-1");

        Answer begun = move("{\"cells\":[\"cell-2\",\"cell-3\"]}");

        assertThat(begun.status()).isEqualTo(202);
        assertThat(begun.json().get("phase").stringValue()).isEqualTo("preparing");
        assertThat(begun.json().get("epoch").longValue()).isEqualTo(2);
        assertThat(two.tenant("t-1")).isEqualTo(before);
        assertThat(entry().get("epoch").longValue()).isEqualTo(1);

        three.goOn();
        eventually("the move is active", () -> phase().equals("open"));
        for (CellThatConfirms cell : List.of(one, two, three)) {
            assertThat(cell.tenant("t-1").get("epoch").longValue()).isEqualTo(2);
            assertThat(texts(cell.tenant("t-1").get("cells"))).containsExactly("cell-2", "cell-3");
            assertThat(texts(cell.tenant("t-1").get("formerCells"))).containsExactly("cell-1", "cell-2");
        }
        eventually("the table shows it", () -> entry().get("epoch").longValue() == 2);
        assertThat(texts(entry().get("cells"))).containsExactly("cell-2", "cell-3");
        assertThat(texts(entry().get("formerCells"))).containsExactly("cell-1");
    }

    @Test
    void keepsTheOldCellUntilItHoldsNothing() throws Exception {
        CellThatConfirms three = open(new CellThatConfirms());
        directory.register(3, three.url());
        one.holds(1);
        move("{\"replace\":\"cell-1\",\"with\":\"cell-3\"}");
        eventually("the move is active", () -> phase().equals("open"));
        int calls = one.calls();
        eventually("the old cell is asked a few times after the window", () -> one.calls() > calls + 5);
        assertThat(phase()).isEqualTo("open");

        one.holds(0);

        eventually("the move is closed", () -> phase().equals("closed"));
        eventually("the table shows it", () -> !entry().has("formerCells"));
        assertThat(entry().get("epoch").longValue()).isEqualTo(3);
        assertThat(one.tenant("t-1").get("epoch").longValue()).isEqualTo(3);
        assertThat(texts(three.tenant("t-1").get("formerCells"))).isEmpty();
    }

    @Test
    void waitsForAnOldCellThatIsDownUntilItIsDeclaredOut() throws Exception {
        CellThatConfirms three = open(new CellThatConfirms());
        directory.register(3, three.url());
        one.close();
        move("{\"replace\":\"cell-1\",\"with\":\"cell-3\"}");
        eventually("all are to be told", () -> phase().equals("switching"));
        eventually("the others are", () -> two.tenant("t-1").get("epoch").longValue() == 2);
        assertThat(entry().get("epoch").longValue()).isEqualTo(1);

        directory.registerAs("out", 1, one.url());

        eventually("the move is closed, for a cell that is out holds nothing", () -> phase().equals("closed"));
        assertThat(texts(entry().get("cells"))).containsExactly("cell-2", "cell-3");
    }

    /** As after a restore: the cell's epoch is of a move that the record has forgotten, perhaps to another shard. */
    @Test
    void waitsForACellWhoseEpochIsNewerThanItsOwn() throws Exception {
        CellThatConfirms three = open(new CellThatConfirms());
        directory.register(3, three.url());
        directory.create("t-2");
        eventually("t-2 is active", () -> directory.table().ids("tenants").contains("t-2"));
        three.has("t-1", 7);
        move("{\"replace\":\"cell-1\",\"with\":\"cell-3\"}");

        directory.register(4, open(new CellThatConfirms()).url());
        String left = texts(entryOf("t-2").get("cells")).getFirst();
        directory.post("/admin/v1/tenants/t-2:move", "{\"replace\":\"%s\",\"with\":\"cell-4\"}".formatted(left));

        eventually(
                "a later move is closed",
                () -> movesOf("t-2").getFirst().get("phase").stringValue().equals("closed"));
        assertThat(phase()).isEqualTo("preparing");
    }

    @Test
    void isTakenUpByTheNextDirectoryInEveryPhase() throws Exception {
        CellThatHesitates three = open(new CellThatHesitates());
        directory.register(3, three.url());
        move("{\"replace\":\"cell-1\",\"with\":\"cell-3\"}");
        directory.close();
        start("1s");
        assertThat(phase()).isEqualTo("preparing");
        one.holds(1);
        three.goOn();
        eventually("the move is active", () -> phase().equals("open"));
        directory.close();
        one.holds(0);
        start("1s");
        eventually("the move is closed", () -> phase().equals("closed"));
    }

    @Test
    void isTheSameMoveWhenItIsAskedForAgainAndNoneWhenItIsThere() throws Exception {
        directory.register(3, open(new CellThatConfirms()).url());
        directory.close();
        start("1h");
        String body = "{\"replace\":\"cell-1\",\"with\":\"cell-3\"}";
        assertThat(move(body).status()).isEqualTo(202);
        assertThat(move(body).status()).isEqualTo(200);
        eventually("the move is active", () -> phase().equals("open"));
        Answer again = move(body);
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.json().get("epoch").longValue()).isEqualTo(2);
        assertThat(move("{\"cells\":[\"cell-3\",\"cell-2\"]}").status()).isEqualTo(200);
        assertThat(moves()).hasSize(1);

        Answer other = move("{\"cells\":[\"cell-1\",\"cell-2\"]}");
        assertThat(other.status()).isEqualTo(409);
        assertThat(other.code()).isEqualTo("MOVE_IN_PROGRESS");
        assertThat(other.json().get("possibleAt").stringValue()).isNotEmpty();
    }

    @Test
    void changesOnlySoManyMembersADay() throws Exception {
        for (int number = 3; number <= 5; number++) {
            directory.register(number, open(new CellThatConfirms()).url());
        }
        move("{\"replace\":\"cell-1\",\"with\":\"cell-3\"}");
        eventually("the first is closed", () -> phase().equals("closed"));
        move("{\"replace\":\"cell-2\",\"with\":\"cell-4\"}");
        eventually("the second is closed", () -> moves().size() == 2 && phase().equals("closed"));

        Answer third = move("{\"replace\":\"cell-3\",\"with\":\"cell-5\"}");

        assertThat(third.status()).isEqualTo(429);
        assertThat(third.code()).isEqualTo("REPAIR_BUDGET_SPENT");
        assertThat(third.json().get("possibleAt").stringValue()).isNotEmpty();
    }

    @Test
    void aDryRunChangesNothing() throws Exception {
        directory.register(3, open(new CellThatConfirms()).url());

        Answer dry = move("{\"replace\":\"cell-1\",\"with\":\"cell-3\",\"dryRun\":true}");

        assertThat(dry.status()).isEqualTo(200);
        assertThat(dry.json().get("dryRun").booleanValue()).isTrue();
        assertThat(texts(dry.json().get("to"))).containsExactly("cell-2", "cell-3");
        assertThat(moves()).isEmpty();
    }

    @Test
    void saysWhatIsWrong() {
        directory.registerAs("draining", 4, one.url());
        refused("{\"cells\":[\"cell-1\"]}", 400, "1 cells", "must have 2");
        refused("{\"cells\":[\"cell-1\",\"cell-9\"]}", 400, "'cell-9'", "registered");
        refused("{\"cells\":[\"cell-1\",\"Cell\"]}", 400, "'Cell'");
        refused("{\"cells\":[\"cell-1\",\"cell-1\"]}", 400, "none twice");
        refused("{\"cells\":[\"cell-1\",\"cell-4\"]}", 409, "cell-4 is draining");
        refused("{\"replace\":\"cell-4\",\"with\":\"cell-9\"}", 400, "'cell-4'", "of the shard");
        refused("{\"replace\":\"cell-1\"}", 400, "replace and with");
        refused("{\"to\":[]}", 400, "'to'");
        assertThat(directory
                        .post("/admin/v1/tenants/nobody:move", "{\"cells\":[\"cell-1\",\"cell-2\"]}")
                        .status())
                .isEqualTo(404);
        assertThat(directory
                        .post("/admin/v1/tenants/No_One:move", "{\"cells\":[\"cell-1\",\"cell-2\"]}")
                        .status())
                .isEqualTo(400);
    }

    private void refused(String body, int status, String... said) {
        Answer answer = move(body);
        assertThat(answer.status()).as(body).isEqualTo(status);
        assertThat(answer.detail()).contains(said);
    }

    private Answer move(String body) {
        return directory.post("/admin/v1/tenants/t-1:move", body);
    }

    private List<JsonNode> moves() {
        return movesOf("t-1");
    }

    private List<JsonNode> movesOf(String tenant) {
        return List.copyOf(StreamSupport.stream(
                        directory
                                .get("/admin/v1/tenants/" + tenant + "/moves")
                                .json()
                                .get("moves")
                                .spliterator(),
                        false)
                .toList());
    }

    private String phase() {
        return moves().getFirst().get("phase").stringValue();
    }

    private JsonNode entry() {
        return directory.table().json().get("tenants").get(0);
    }

    private JsonNode entryOf(String tenant) {
        return StreamSupport.stream(directory.table().json().get("tenants").spliterator(), false)
                .filter(entry -> entry.get("id").stringValue().equals(tenant))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::stringValue)
                .toList();
    }
}
