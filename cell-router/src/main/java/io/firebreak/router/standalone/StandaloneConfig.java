package io.firebreak.router.standalone;

import io.firebreak.assigner.Lattice;
import io.firebreak.assigner.Shard;
import io.firebreak.assigner.TenantId;
import io.firebreak.router.routing.RoutedCell;
import io.firebreak.router.tenancy.ServiceRules;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a file says.
 *
 * @param cells with the nodes to be asked
 * @param lattice the same cells as an assigner sees them
 * @param named tenants with a shard of their own
 * @param assign how all other tenants get theirs; nothing: they are unknown
 * @param start what is read at the start only, as settings of the application
 */
record StandaloneConfig(
        List<RoutedCell> cells,
        Lattice lattice,
        Map<TenantId, Shard> named,
        Optional<Assignment> assign,
        ServiceRules rules,
        ReloadGuard guard,
        Map<String, Object> start) {}
