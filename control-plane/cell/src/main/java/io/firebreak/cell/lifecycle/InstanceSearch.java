package io.firebreak.cell.lifecycle;

import io.firebreak.assigner.TenantId;
import jakarta.persistence.EntityManager;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
        Map<String, Object> conditions = new LinkedHashMap<>();
        tenant.ifPresent(owner -> conditions.put("tenant = :tenant", owner.value()));
        anyOf(conditions, "state in (:states)", filter.stateNames());
        anyOf(conditions, "type in (:types)", filter.types());
        anyOf(conditions, "zone in (:zones)", filter.zones());
        anyOf(conditions, "id in (:ids)", filter.ids());
        if (!filter.tags().isEmpty()) {
            conditions.put("tags @> cast(:tags as jsonb)", json.writeValueAsString(filter.tags()));
        }
        return page(conditions, filter.cursor(), limit);
    }

    private static void anyOf(Map<String, Object> conditions, String condition, Collection<String> values) {
        if (!values.isEmpty()) {
            conditions.put(condition, values);
        }
    }

    @SuppressWarnings("unchecked") // the query says which entity its rows are
    private List<InstanceRow> page(Map<String, Object> conditions, Cursor after, int limit) {
        StringBuilder sql =
                new StringBuilder("select * from instance where (launch_time, id) > (:afterTime, :afterId)");
        conditions.keySet().forEach(condition -> sql.append(" and ").append(condition));
        sql.append(" order by launch_time, id limit :limit");
        var query = entities.createNativeQuery(sql.toString(), InstanceRow.class)
                .setParameter("afterTime", after.launchTime())
                .setParameter("afterId", after.instance())
                .setParameter("limit", limit);
        conditions.forEach((condition, value) -> query.setParameter(parameterOf(condition), value));
        return query.getResultList();
    }

    private static String parameterOf(String condition) {
        return condition.replaceFirst(".*:(\\w+).*", "$1");
    }
}
