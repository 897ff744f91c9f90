package io.firebreak.cell.lifecycle;

import io.firebreak.assigner.TenantId;
import io.firebreak.cell.edge.PageCursor;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Finds pages of instances. The statement has a condition only for what was asked, so that the database plans the
 * question and not everything that might be one. Rows come by launch time and id, which never change: what comes and goes
 * between two pages moves nothing from one to the other.
 */
@Component
class InstanceSearch {
    private final EntityManager entities;
    private final JsonMapper json;

    /** A condition of one parameter, whose value never becomes part of the statement. */
    private record Condition(String sql, String parameter, Object value) {}

    InstanceSearch(EntityManager entities, JsonMapper json) {
        this.entities = entities;
        this.json = json;
    }

    /**
     * Rows after the filter's cursor.
     *
     * @param tenant whose; empty for those of all
     */
    List<InstanceRow> find(Optional<TenantId> tenant, InstanceFilter filter, int limit) {
        List<Condition> conditions = new ArrayList<>();
        tenant.ifPresent(owner -> conditions.add(new Condition("tenant = :tenant", "tenant", owner.value())));
        anyOf("state", filter.stateNames(), conditions);
        anyOf("type", filter.types(), conditions);
        anyOf("zone", filter.zones(), conditions);
        anyOf("id", filter.ids(), conditions);
        if (!filter.tags().isEmpty()) {
            conditions.add(
                    new Condition("tags @> cast(:tags as jsonb)", "tags", json.writeValueAsString(filter.tags())));
        }
        return page(conditions, filter.cursor(), limit);
    }

    private static void anyOf(String column, Collection<String> values, List<Condition> conditions) {
        if (!values.isEmpty()) {
            conditions.add(new Condition("%s in (:%s)".formatted(column, column), column, values));
        }
    }

    @SuppressWarnings("unchecked") // the query says which entity its rows are
    private List<InstanceRow> page(List<Condition> conditions, PageCursor after, int limit) {
        String sql = conditions.stream()
                .map(condition -> " and " + condition.sql())
                .collect(Collectors.joining(
                        "",
                        "select * from instance where (launch_time, id) > (:afterTime, :afterId)",
                        " order by launch_time, id limit :limit"));
        var query = entities.createNativeQuery(sql, InstanceRow.class)
                .setParameter("afterTime", after.time())
                .setParameter("afterId", after.id())
                .setParameter("limit", limit);
        conditions.forEach(condition -> query.setParameter(condition.parameter(), condition.value()));
        return query.getResultList();
    }
}
