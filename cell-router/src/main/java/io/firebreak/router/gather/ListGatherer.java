package io.firebreak.router.gather;

import io.firebreak.assigner.CellId;
import io.firebreak.router.forwarding.CellOutcome;
import io.firebreak.router.forwarding.CellVisit;
import io.firebreak.router.forwarding.Deadline;
import io.firebreak.router.routing.RoutedCell;
import io.firebreak.router.wire.Body;
import io.firebreak.router.wire.Headers;
import io.firebreak.router.wire.Reply;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Asks every cell of a shard for its page at once and answers with what came. Each cell has the same patience of its own; a
 * cell that is dead or late is named, and the list is marked partial.
 */
public final class ListGatherer {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int OK = 200;

    private final CellVisit visit;
    private final CursorSeal cursors;
    private final Duration patience;

    /**
     * Over visits of cells.
     *
     * @param patience how long slow cells are waited for once another has answered
     */
    public ListGatherer(CellVisit visit, CursorSeal cursors, Duration patience) {
        this.visit = visit;
        this.cursors = cursors;
        this.patience = patience;
    }

    /**
     * The list a client gets, or why there is none.
     *
     * @param members the cells of the shard; those that are out are named, not asked
     */
    public Mono<ListResult> gather(List<RoutedCell> members, ListQuery query, Deadline deadline) {
        Optional<ListCursor> from =
                Optional.ofNullable(query.cursor()).flatMap(it -> cursors.open(it, query.list(), query.tenant()));
        if (query.cursor() != null && from.isEmpty()) {
            return Mono.just(new ListResult.UnknownCursor());
        }
        List<RoutedCell> reachable =
                members.stream().filter(cell -> !cell.out()).toList();
        if (reachable.isEmpty()) {
            return Mono.just(new ListResult.Silence(null));
        }
        if (members.size() == 1) {
            RoutedCell only = members.getFirst();
            return visit.ask(only, query.of(only.id(), from), deadline, false)
                    .map(outcome -> ofOneCell(outcome, members, query, from));
        }
        Flux<Gathering.Event> outcomes = Flux.fromIterable(reachable)
                .flatMap(cell -> visit.ask(cell, query.of(cell.id(), from), deadline, false), reachable.size())
                .map(Gathering.Event.Spoke::new);
        Mono<Gathering.Event> bell = Mono.delay(patience).map(tick -> new Gathering.Event.PatienceOver());
        return Flux.merge(outcomes, bell)
                .scan(
                        Gathering.of(
                                query.list(),
                                reachable.stream().map(RoutedCell::id).toList()),
                        Gathering::after)
                .takeUntil(Gathering::done)
                .last()
                .map(gathering -> result(gathering, members, query, from));
    }

    /** A page gets its cursor here like any other; whatever else a shard's only cell says is passed on. */
    private ListResult ofOneCell(
            CellOutcome outcome, List<RoutedCell> members, ListQuery query, Optional<ListCursor> from) {
        Gathering gathering =
                Gathering.of(query.list(), List.of(outcome.cell().id())).after(new Gathering.Event.Spoke(outcome));
        return gathering.pages().isEmpty() ? new ListResult.OneCell(outcome) : result(gathering, members, query, from);
    }

    private ListResult result(
            Gathering gathering, List<RoutedCell> members, ListQuery query, Optional<ListCursor> from) {
        CellOutcome overruled = gathering.overruled();
        if (overruled != null) {
            return new ListResult.OneCell(overruled);
        }
        if (gathering.pages().isEmpty()) {
            return new ListResult.Silence(gathering.full());
        }
        ListPage page = PageMerge.merge(gathering.pages().values(), query.limit());
        List<CellId> all = members.stream().map(RoutedCell::id).sorted().toList();
        List<CellId> answered =
                all.stream().filter(gathering.pages()::containsKey).toList();
        List<CellId> unreachable =
                all.stream().filter(cell -> !answered.contains(cell)).toList();
        Optional<String> cursor = Optional.ofNullable(page.next())
                .map(next -> ListCursor.after(from, members, Set.copyOf(answered), next))
                .map(next -> cursors.seal(next, query.list(), query.tenant()));
        return new ListResult.Merged(reply(query.list(), page, cursor, answered, unreachable));
    }

    private static Reply reply(
            ListShape list, ListPage page, Optional<String> cursor, List<CellId> answered, List<CellId> unreachable) {
        ObjectNode json = JSON.createObjectNode();
        ArrayNode rows = json.putArray(list.rows());
        page.rows().forEach(row -> rows.add(row.json()));
        cursor.ifPresentOrElse(next -> json.put("nextCursor", next), () -> json.putNull("nextCursor"));
        json.put("partial", !unreachable.isEmpty());
        ArrayNode missing = json.putArray("unreachableCells");
        unreachable.forEach(cell -> missing.add(cell.value()));
        HttpHeaders headers = Headers.empty();
        headers.set(HttpHeaderNames.CONTENT_TYPE, HttpHeaderValues.APPLICATION_JSON);
        Headers.guard(headers);
        headers.set(Headers.CELL, answered.stream().map(CellId::value).collect(Collectors.joining(",")));
        return new Reply(OK, headers, Body.of(JSON.writeValueAsBytes(json)));
    }
}
