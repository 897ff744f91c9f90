package io.firebreak.cell.harness;

import io.firebreak.assigner.CellId;
import io.firebreak.assigner.TenantId;
import io.firebreak.assigner.rendezvous.RendezvousOrder;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Client tokens chosen by the order of cells they give. */
public final class Arbiters {
    private Arbiters() {}

    /** A token, new for each name, whose order over these cells is the order in which they are given. */
    public static String tokenWithOrder(String tenant, String name, String... cells) {
        List<CellId> wanted = Arrays.stream(cells).map(CellId::new).toList();
        return IntStream.iterate(0, i -> i + 1)
                .mapToObj(i -> name + "-" + i)
                .filter(token ->
                        RendezvousOrder.of(new TenantId(tenant), token, wanted).equals(wanted))
                .findFirst()
                .orElseThrow();
    }
}
