package io.firebreak.router.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.firebreak.assigner.CellId;
import io.firebreak.assigner.CellState;
import io.firebreak.assigner.Shard;
import io.firebreak.assigner.TenantId;
import io.firebreak.router.routing.RequestRate;
import io.firebreak.router.routing.RequestRates;
import io.firebreak.router.routing.RoutedCell;
import io.firebreak.router.routing.RoutedTenant;
import io.firebreak.router.routing.RoutingTable;
import io.firebreak.router.routing.TableDelta;
import io.firebreak.router.routing.TenantRoutes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TableDocumentTest {
    private static final String CELL =
            "{\"id\":\"cell-1\",\"number\":1,\"zone\":\"z\",\"state\":\"draining\",\"nodes\":[\"http://127.0.0.1:1\"]}";

    private static final RequestRate HALF = new RequestRate(0.5, 3);

    @Test
    void readsTheTableOfTheProtocolAndOverlooksMembersOfLaterVersions() {
        RoutingTable table = read("{\"version\":7,\"architecture\":\"shuffle\",\"later\":[],\"cells\":[" + CELL
                + "],\"tenants\":[{\"id\":\"t-1\",\"epoch\":3,\"cells\":[\"cell-1\"]}]}");

        assertThat(table.version()).isEqualTo(7);
        assertThat(table.cell(new CellId("cell-1")).orElseThrow().state()).isEqualTo(CellState.DRAINING);
        assertThat(table.routesOf(new TenantId("t-1")).orElseThrow().epoch()).isEqualTo(3);
    }

    @Test
    void readsChanges() {
        TableDelta delta = ((TableNews.Changes)
                        TableDocument.read(("{\"since\":\"7.ab\",\"version\":8,\"revision\":\"8.cd\","
                                        + "\"cells\":[" + CELL
                                        + "],\"tenants\":[{\"id\":\"t-1\",\"epoch\":3,\"cells\":[\"cell-1\"],"
                                        + "\"formerCells\":[\"cell-1\",\"cell-2\"],"
                                        + "\"rate\":{\"rate\":0.5,\"burst\":3,\"later\":1}}],\"gone\":[\"t-2\"],\"later\":1}")
                                .getBytes(StandardCharsets.UTF_8)))
                .delta();

        assertThat(delta.since()).isEqualTo("7.ab");
        assertThat(delta.version()).isEqualTo(8);
        assertThat(delta.revision()).isEqualTo("8.cd");
        assertThat(delta.tenants().getFirst().formerCells()).containsExactly(new CellId("cell-2"));
        assertThat(delta.tenants().getFirst().rates()).isEqualTo(RequestRates.ofAll(HALF));
        assertThat(delta.gone()).containsExactly(new TenantId("t-2"));
    }

    @Test
    void readsWhatItsOwnFileSaysOfATenant() throws IOException {
        CellId cell = new CellId("cell-1");
        Shard shard = new Shard(List.of(cell));
        RoutingTable.Builder builder = new RoutingTable.Builder();
        builder.add(new RoutedCell(cell, 1, "zone-1", CellState.ACTIVE, List.of(URI.create("http://127.0.0.1:1"))));
        RequestRates some = new RequestRates(HALF, null, null, new RequestRate(7, 8), null);
        RequestRates every = new RequestRates(HALF, HALF, HALF, HALF, null);
        builder.add(new RoutedTenant(new TenantId("limited"), 4, shard, List.of(), RequestRates.ofAll(HALF)));
        builder.add(new RoutedTenant(new TenantId("some"), 4, shard, List.of(), some));
        builder.add(new RoutedTenant(new TenantId("every"), 4, shard, List.of(), every));
        builder.add(new RoutedTenant(new TenantId("free"), 5, shard));
        RoutingTable table = builder.build(1, "1.ab");
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        TableText.write(table, file);

        RoutingTable read = TableDocument.readWhole(file.toByteArray());

        for (String tenant : List.of("limited", "some", "every", "free")) {
            assertThat(read.routesOf(new TenantId(tenant))).isEqualTo(table.routesOf(new TenantId(tenant)));
        }
        assertThat(file.toString(StandardCharsets.UTF_8))
                .as("what older routers read")
                .contains("\"rate\":{\"rate\":2.0,\"burst\":12},\"rates\":{\"launch\":{\"rate\":0.5,\"burst\":3},");
        RoutingTable learnt = read.learn(new RoutedTenant(new TenantId("limited"), 9, shard));
        assertThat(learnt.routesOf(new TenantId("limited")).orElseThrow())
                .extracting(TenantRoutes::epoch, TenantRoutes::rates)
                .containsExactly(9L, RequestRates.ofAll(HALF));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"rates\":{\"launch\":{\"rate\":0.5,\"burst\":3},\"later\":{}}}|0.5|",
                "{\"rate\":{\"rate\":2,\"burst\":9},\"rates\":{\"launch\":{\"rate\":0.5,\"burst\":3}}}|0.5|",
                "{\"rate\":{\"rate\":2,\"burst\":9},\"rates\":{}}||2",
                "{\"rate\":{\"rate\":2,\"burst\":9}}||2",
                "{\"rates\":{}}||",
            })
    void takesRatesByKindOfCallBeforeOneForAll(String members, @Nullable Double ofLaunches, @Nullable Double ofAll) {
        RoutingTable table = read("{\"version\":7,\"cells\":[" + CELL
                + "],\"tenants\":[{\"id\":\"t-1\",\"epoch\":3,\"cells\":[\"cell-1\"],"
                + members.substring(1)
                + "]}");

        RequestRates rates = table.routesOf(new TenantId("t-1")).orElseThrow().rates();
        assertThat(rates == null ? null : perSecond(rates.launch())).isEqualTo(ofLaunches);
        assertThat(rates == null ? null : perSecond(rates.all())).isEqualTo(ofAll);
    }

    private static @Nullable Double perSecond(@Nullable RequestRate rate) {
        return rate == null ? null : rate.perSecond();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"since\":\"7.ab\"}",
                "{\"since\":\"7.ab\",\"version\":8,\"revision\":\"8.cd\",\"cells\":[],\"tenants\":null}",
                "{\"since\":\"7.ab\",\"version\":8,\"revision\":\"8 &x\",\"cells\":[],\"tenants\":[]}",
                "{\"since\":\"7.ab\",\"version\":8,\"revision\":null,\"cells\":[],\"tenants\":[]}",
                "{\"since\":\"7.ab\",\"version\":8,\"revision\":\"8.cd\",\"cells\":[],\"tenants\":[null]}",
                "{\"since\":\"7.ab\",\"version\":8,\"revision\":\"8.cd\",\"cells\":[],\"tenants\":[{\"id\":\"t-1\",\"epoch\":3}]}"
            })
    void refusesChangesThatAreNone(String json) {
        assertThatExceptionOfType(MalformedTableException.class)
                .isThrownBy(() -> TableDocument.read(json.getBytes(StandardCharsets.UTF_8)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{\"version\":7}",
                "{\"version\":7,\"cells\":[],\"tenants\":[]} more",
                "{\"version\":7,\"cells\":[],\"tenants\":[],\"version\":8}",
                "{\"version\":7,\"cells\":[],\"tenants\":{}}",
                "{\"version\":null,\"cells\":[],\"tenants\":[]}",
                "{\"version\":7,\"cells\":[],\"tenants\":null}",
                "{\"version\":7,\"cells\":[null],\"tenants\":[]}",
                "{\"version\":7,\"cells\":[" + CELL + "," + CELL + "],\"tenants\":[]}",
                "{\"version\":7,\"cells\":[],\"tenants\":[{\"id\":\"t-1\",\"epoch\":1,\"cells\":[\"cell-1\"]}]}",
                "{\"version\":7,\"cells\":[" + CELL + "],\"tenants\":[{\"id\":\"t-1\",\"epoch\":1,\"cells\":[]}]}",
                "{\"version\":7,\"cells\":[" + CELL
                        + "],\"tenants\":[{\"id\":\"t-1\",\"epoch\":0,\"cells\":[\"cell-1\"]}]}",
                "{\"version\":7,\"cells\":[" + CELL
                        + "],\"tenants\":[{\"id\":\"t-1\",\"epoch\":1,\"cells\":[\"cell-1\"],\"rates\":{\"list\":{\"rate\":0,\"burst\":1}}}]}",
                "{\"version\":7,\"cells\":[{\"id\":\"cell-1\",\"number\":0,\"zone\":\"z\",\"state\":\"active\",\"nodes\":[]}],\"tenants\":[]}",
                "{\"version\":7,\"cells\":[{\"id\":\"cell-1\",\"number\":1,\"zone\":\"z\",\"state\":\"asleep\",\"nodes\":[]}],\"tenants\":[]}",
                "{\"version\":7,\"cells\":[{\"id\":\"cell-1\",\"number\":1,\"zone\":\"z\",\"state\":\"active\",\"nodes\":[\"file:///etc\"]}],\"tenants\":[]}"
            })
    void refusesAnythingElse(String json) {
        assertThatExceptionOfType(MalformedTableException.class).isThrownBy(() -> read(json));
    }

    private static RoutingTable read(String json) {
        return TableDocument.readWhole(json.getBytes(StandardCharsets.UTF_8));
    }
}
