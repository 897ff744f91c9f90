package io.firebreak.cell.capacity;

import io.firebreak.cell.placement.HostId;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which silent hosts are to lose their power, and which are known to be off. A host that answers again is on. */
@Component
public class HostPower {
    private final JdbcClient database;

    HostPower(JdbcClient database) {
        this.database = database;
    }

    /**
     * Hosts that have been silent for long, the longest first. None while more than half of all hosts are silent: then
     * it is likelier that the way to them is broken than that they are. Since when they are and what time it is now is read off
     * one clock, the database's: that of a node may be off, or be set, and would cost a host its power that has only just fallen
     * silent.
     */
    public List<HostId> dueForFence(Duration silentFor, int most) {
        return database.sql("""
                        select id from host
                        where not answering and not fenced and silent_since < now() - cast(:millis as double precision) * interval '1 millisecond'
                          and (select count(*) filter (where not answering and not fenced) * 2 <= count(*) from host)
                        order by silent_since, id limit :most""")
                .param("millis", silentFor.toMillis())
                .param("most", most)
                .query((row, _) -> new HostId(row.getString("id")))
                .list();
    }

    /** Their power is confirmed to be off. One that has answered in between stays as it is. */
    public void recordFenced(Collection<HostId> hosts) {
        database.sql("update host set fenced = true, version = version + 1 where not answering and id = any(:ids)")
                .param("ids", ids(hosts))
                .update();
    }

    /** Those of the hosts that are off, and stay so until the current transaction ends. */
    public Set<HostId> holdFenced(Collection<HostId> hosts) {
        return database
                .sql("select id from host where fenced and id = any(:ids) order by id for share")
                .param("ids", ids(hosts))
                .query((row, _) -> new HostId(row.getString("id")))
                .list()
                .stream()
                .collect(Collectors.toUnmodifiableSet());
    }

    private static String[] ids(Collection<HostId> hosts) {
        return hosts.stream().map(HostId::value).toArray(String[]::new);
    }
}
