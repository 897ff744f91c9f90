package io.firebreak.cell.settlement;

import io.firebreak.assigner.CellId;
import io.firebreak.cell.access.AccessView;
import io.firebreak.cell.access.PeerCell;
import io.firebreak.cell.settings.CellSettings;
import io.firebreak.cell.wire.JsonHttp;
import io.firebreak.cell.wire.WireException;
import java.net.URI;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriComponentsBuilder;

/** Asks the nodes of a cell in turn, so that one dead node costs one try. */
@Component
class HttpPeers implements Peers {
    private final AccessView access;
    private final JsonHttp http;
    private final CellSettings settings;
    private final AtomicInteger turn = new AtomicInteger();

    HttpPeers(AccessView access, JsonHttp http, CellSettings settings) {
        this.access = access;
        this.http = http;
        this.settings = settings;
    }

    @Override
    public SettlementReply settle(CellId arbiter, SettlementRequest request) {
        List<URI> nodes = access.peer(arbiter).map(PeerCell::nodes).orElse(List.of());
        if (nodes.isEmpty()) {
            throw new WireException("no node of %s is known".formatted(arbiter), null);
        }
        URI node = nodes.get(Math.floorMod(turn.getAndIncrement(), nodes.size()));
        return http.post(
                UriComponentsBuilder.fromUri(node)
                        .path("/internal/v1/settlements")
                        .build()
                        .toUri(),
                settings.internalSecret(),
                request,
                SettlementReply.class,
                settings.settlement().deadline());
    }
}
