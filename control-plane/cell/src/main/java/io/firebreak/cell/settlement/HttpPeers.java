package io.firebreak.cell.settlement;

import io.firebreak.assigner.CellId;
import io.firebreak.cell.access.AccessView;
import io.firebreak.cell.access.PeerCell;
import io.firebreak.cell.settings.CellSettings;
import io.firebreak.cell.wire.JsonHttp;
import io.firebreak.cell.wire.WireException;
import java.net.URI;
import java.time.Duration;
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
    public SettlementReply settle(CellId arbiter, SettlementRequest request, Duration deadline) {
        return post(arbiter, "/internal/v1/settlements", request, SettlementReply.class, deadline);
    }

    @Override
    public TokenAnswer find(CellId cell, TokenQuestion question, Duration deadline) {
        return post(cell, "/internal/v1/settlements/find", question, TokenAnswer.class, deadline);
    }

    private <T> T post(CellId cell, String path, Object body, Class<T> type, Duration deadline) {
        List<URI> nodes = access.peer(cell).map(PeerCell::nodes).orElse(List.of());
        if (nodes.isEmpty()) {
            throw new WireException("no node of %s is known".formatted(cell), null);
        }
        URI node = nodes.get(Math.floorMod(turn.getAndIncrement(), nodes.size()));
        return http.post(
                UriComponentsBuilder.fromUri(node).path(path).build().toUri(),
                settings.internalSecret(),
                body,
                type,
                deadline);
    }
}
