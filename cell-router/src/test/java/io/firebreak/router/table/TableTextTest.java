package io.firebreak.router.table;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firebreak.assigner.CellId;
import io.firebreak.assigner.CellState;
import io.firebreak.assigner.Shard;
import io.firebreak.assigner.TenantId;
import io.firebreak.router.routing.RoutedCell;
import io.firebreak.router.routing.RoutedTenant;
import io.firebreak.router.routing.RoutingTable;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TableTextTest {
    /** Written at once when it is closed, and in parts before. */
    @ParameterizedTest
    @ValueSource(ints = {1, 10_000})
    void tellsOfAFullDiskAsOfAnyOther(int tenants) {
        CellId cell = new CellId("cell-1");
        RoutingTable table = RoutingTable.of(
                1,
                List.of(new RoutedCell(cell, 1, "zone-1", CellState.ACTIVE, List.of(URI.create("http://127.0.0.1:1")))),
                IntStream.range(0, tenants)
                        .mapToObj(i -> new RoutedTenant(new TenantId("t-" + i), 1, new Shard(List.of(cell))))
                        .toList());

        assertThatThrownBy(() -> TableText.write(table, new FullDisk()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("No space left");
    }

    private static final class FullDisk extends OutputStream {
        @Override
        public void write(int b) throws IOException {
            throw new IOException("No space left on device");
        }
    }
}
