package io.firebreak.cell.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Checks that a cell's record adds up. */
public final class Books {
    private static final String HOSTS_THAT_DO_NOT_ADD_UP = """
            select h.id || ': used ' || h.used_vcpus || ', instances take ' || coalesce(sum(i.vcpus), 0)
            from host h left join instance i on i.host = h.id and i.state <> 'terminated'
            group by h.id
            having h.used_vcpus <> coalesce(sum(i.vcpus), 0)
                or h.used_memory_mib <> coalesce(sum(i.memory_mib), 0)
                or h.used_network_mbps <> coalesce(sum(i.network_mbps), 0)
                or h.used_ebs_mbps <> coalesce(sum(i.ebs_mbps), 0)
                or h.used_network_interfaces <> coalesce(sum(i.network_interfaces), 0)
                or h.used_volume_slots <> coalesce(sum(i.volume_slots), 0)
                or h.used_local_disk_gib <> coalesce(sum(i.local_disk_gib), 0)
                or h.used_accelerators <> coalesce(sum(i.accelerators), 0)""";

    private static final String TENANTS_THAT_DO_NOT_ADD_UP = """
            select tenant || ': counted ' || u.instances || ', has ' || i.instances
            from (select tenant, count(*) as instances, sum(vcpus) as vcpus from instance
                  where state <> 'terminated' group by tenant) i
            full join tenant_usage u using (tenant)
            where coalesce(u.instances, 0) <> coalesce(i.instances, 0) or coalesce(u.vcpus, 0) <> coalesce(i.vcpus, 0)""";

    private Books() {}

    /**
     * Every host holds exactly what its instances take, and every tenant is counted exactly what it has; the record's own
     * constraints hold hosts under capacity.
     */
    public static void addUp(JdbcClient database) {
        assertThat(database.sql(TENANTS_THAT_DO_NOT_ADD_UP).query(String.class).list())
                .isEmpty();
        assertThat(database.sql(HOSTS_THAT_DO_NOT_ADD_UP).query(String.class).list())
                .isEmpty();
    }

    /** Every token stands for exactly the instances its answer names, and no instance is without a token. */
    public static void tokensNameTheirInstances(JdbcClient database) {
        assertThat(database.sql("""
                        select coalesce(t.token, i.token) from client_token t
                        full join (select tenant, token, jsonb_agg(id order by id) as ids from instance group by tenant, token) i
                            on i.tenant = t.tenant and i.token = t.token
                        where i.ids is distinct from (
                            select jsonb_agg(named -> 'id' order by named ->> 'id')
                            from jsonb_array_elements(cast(t.answer as jsonb) -> 'instances') as named)""").query(String.class).list()).isEmpty();
    }

    /** The ids of a token's instances that are not terminated or on the way there. */
    public static List<String> liveSet(JdbcClient database, String tenant, String token) {
        return database.sql("""
                        select id from instance where tenant = ? and token = ?
                          and state not in ('shutting-down', 'terminated') order by id""").param(tenant).param(token).query(String.class).list();
    }

    public static String tokenState(JdbcClient database, String tenant, String token) {
        return database.sql("select state from client_token where tenant = ? and token = ?")
                .param(tenant)
                .param(token)
                .query(String.class)
                .optional()
                .orElse("none");
    }
}
