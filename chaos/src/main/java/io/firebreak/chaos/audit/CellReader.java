package io.firebreak.chaos.audit;

import io.firebreak.assigner.TenantId;
import io.firebreak.chaos.measure.InstanceId;
import io.firebreak.chaos.measure.LaunchToken;
import io.firebreak.chaos.region.RegionFile;
import io.firebreak.fleet.api.FleetReport;
import io.firebreak.fleet.api.HostInventory;
import io.firebreak.fleet.api.HostedInstance;
import io.firebreak.fleet.api.Resources;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** Reads a cell's database and its fleet as they are. */
final class CellReader {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final String RESOURCES =
            "%1$svcpus, %1$smemory_mib, %1$snetwork_mbps, %1$sebs_mbps, %1$snetwork_interfaces, %1$svolume_slots, %1$slocal_disk_gib, %1$saccelerators";

    private final HttpClient http;
    private final String internalSecret;

    CellReader(HttpClient http, String internalSecret) {
        this.http = http;
        this.internalSecret = internalSecret;
    }

    /** The database first: what it calls running must then be on a host. */
    CellState read(RegionFile.Cell cell) throws SQLException, IOException, InterruptedException {
        try (Connection connection = DriverManager.getConnection(cell.database().jdbcUrl())) {
            long unsettled = unsettledTokens(connection);
            List<InstanceRow> rows = instances(connection);
            List<HostRow> hosts = hosts(connection);
            List<HostedInstance> hosted = new ArrayList<>();
            List<HostRow> fleetHosts = fleet(cell.fleet().url(), hosted);
            return new CellState(cell.id(), unsettled, rows, hosts, fleetHosts, hosted);
        }
    }

    private static long unsettledTokens(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet found =
                        statement.executeQuery("select count(*) from client_token where state = 'UNSETTLED'")) {
            found.next();
            return found.getLong(1);
        }
    }

    private static List<InstanceRow> instances(Connection connection) throws SQLException {
        String query = "select id, tenant, token, state, host, " + RESOURCES.formatted("") + " from instance";
        List<InstanceRow> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(query)) {
            while (found.next()) {
                LaunchToken token = new LaunchToken(new TenantId(found.getString("tenant")), found.getString("token"));
                rows.add(new InstanceRow(
                        new InstanceId(found.getString("id")),
                        token,
                        found.getString("state"),
                        found.getString("host"),
                        resources(found, "")));
            }
        }
        return rows;
    }

    private static List<HostRow> hosts(Connection connection) throws SQLException {
        String query = "select id, %s, %s from host".formatted(RESOURCES.formatted(""), RESOURCES.formatted("used_"));
        List<HostRow> hosts = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(query)) {
            while (found.next()) {
                hosts.add(new HostRow(found.getString("id"), resources(found, ""), resources(found, "used_")));
            }
        }
        return hosts;
    }

    private static Resources resources(ResultSet found, String prefix) throws SQLException {
        return new Resources(
                found.getInt(prefix + "vcpus"),
                found.getLong(prefix + "memory_mib"),
                found.getLong(prefix + "network_mbps"),
                found.getLong(prefix + "ebs_mbps"),
                found.getInt(prefix + "network_interfaces"),
                found.getInt(prefix + "volume_slots"),
                found.getLong(prefix + "local_disk_gib"),
                found.getInt(prefix + "accelerators"));
    }

    private List<HostRow> fleet(URI fleet, List<HostedInstance> hosted) throws IOException, InterruptedException {
        Map<String, Resources> used = new HashMap<>();
        FleetReport page = get(fleet.resolve("/fleet/v1/report"), FleetReport.class);
        while (true) {
            hosted.addAll(page.instances());
            page.hosts().forEach(host -> used.put(host.id(), host.used()));
            if (!page.more()) {
                break;
            }
            String next = "/fleet/v1/report?incarnation=%s&since=%d".formatted(page.incarnation(), page.version());
            page = get(fleet.resolve(next), FleetReport.class);
        }
        return get(fleet.resolve("/fleet/v1/hosts"), HostInventory.class).hosts().stream()
                .map(host -> new HostRow(host.id(), host.capacity(), used.getOrDefault(host.id(), Resources.NONE)))
                .toList();
    }

    private <T> T get(URI uri, Class<T> type) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(uri)
                .timeout(TIMEOUT)
                .header("Authorization", "Bearer " + internalSecret)
                .build();
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException("%s answered %d: %s".formatted(uri, answer.statusCode(), answer.body()));
        }
        return JSON.readValue(answer.body(), type);
    }
}
