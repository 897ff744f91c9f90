package io.firebreak.router.routing;

import io.firebreak.assigner.CellId;
import io.firebreak.assigner.TenantId;
import io.firebreak.assigner.rendezvous.RendezvousOrder;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The cells one tenant's requests may touch, and no other: every way of a request starts here.
 *
 * @param epoch the one these cells hold in
 * @param members the cells of the tenant's shard, those that are out included
 */
public record TenantRoutes(TenantId tenant, long epoch, List<RoutedCell> members) {
    public TenantRoutes {
        members = List.copyOf(members);
    }

    /** The members that are not out, in the order of their ids. */
    public List<RoutedCell> reachable() {
        return members.stream().filter(cell -> !cell.out()).toList();
    }

    /** The order in which the cells are asked for a launch; the first is the token's arbiter. */
    public List<RoutedCell> launchOrder(ClientToken token) {
        return ranked(token.value());
    }

    /** An order for calls any member can answer, spread over the members by any text that differs between requests. */
    public List<RoutedCell> anyOrder(String salt) {
        return ranked(salt);
    }

    /** The member that holds an instance; nothing when its id names a cell outside the shard. */
    public Optional<RoutedCell> ownerOf(InstanceId id) {
        return members.stream().filter(cell -> cell.number() == id.cellNumber()).findFirst();
    }

    private List<RoutedCell> ranked(String text) {
        Map<CellId, RoutedCell> byId =
                reachable().stream().collect(Collectors.toMap(RoutedCell::id, Function.identity()));
        return RendezvousOrder.of(tenant, text, byId.keySet()).stream()
                .map(id -> Objects.requireNonNull(byId.get(id)))
                .toList();
    }
}
