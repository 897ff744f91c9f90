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
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The cells one tenant's requests may touch, and no other: every way of a request starts here.
 *
 * @param epoch the one these cells hold in
 * @param members the cells of the tenant's shard, those that are out included
 * @param former cells of an earlier shard that may still hold instances of the tenant, and take no launches
 * @param rates how many of the tenant's requests this router lets through; null when the table does not say
 */
public record TenantRoutes(
        TenantId tenant,
        long epoch,
        List<RoutedCell> members,
        List<RoutedCell> former,
        @Nullable RequestRates rates) {
    public TenantRoutes {
        members = List.copyOf(members);
        former = List.copyOf(former);
    }

    /** Routes of a tenant that is not moving. */
    public TenantRoutes(TenantId tenant, long epoch, List<RoutedCell> members) {
        this(tenant, epoch, members, List.of());
    }

    /** Routes of a tenant of whose rates nothing is said. */
    public TenantRoutes(TenantId tenant, long epoch, List<RoutedCell> members, List<RoutedCell> former) {
        this(tenant, epoch, members, former, null);
    }

    /** Every cell that may hold an instance of the tenant, those that are out included. */
    public List<RoutedCell> holders() {
        return former.isEmpty()
                ? members
                : Stream.concat(members.stream(), former.stream()).toList();
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

    /** The cell that holds an instance; nothing when its id names one that cannot. */
    public Optional<RoutedCell> ownerOf(InstanceId id) {
        return holders().stream()
                .filter(cell -> cell.number() == id.cellNumber())
                .findFirst();
    }

    private List<RoutedCell> ranked(String text) {
        Map<CellId, RoutedCell> byId =
                reachable().stream().collect(Collectors.toMap(RoutedCell::id, Function.identity()));
        return RendezvousOrder.of(tenant, text, byId.keySet()).stream()
                .map(id -> Objects.requireNonNull(byId.get(id)))
                .toList();
    }
}
