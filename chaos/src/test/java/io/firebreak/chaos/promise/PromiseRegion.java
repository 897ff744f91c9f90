package io.firebreak.chaos.promise;

import static io.firebreak.chaos.promise.Eventually.comes;
import static io.firebreak.chaos.promise.Eventually.eventually;

import io.firebreak.assigner.CellId;
import io.firebreak.chaos.audit.Auditor;
import io.firebreak.chaos.audit.CellState;
import io.firebreak.chaos.load.NanoClock;
import io.firebreak.chaos.measure.AuditResult;
import io.firebreak.chaos.measure.Ledger;
import io.firebreak.chaos.region.Architecture;
import io.firebreak.chaos.region.JsonCalls;
import io.firebreak.chaos.region.LocalRegion;
import io.firebreak.chaos.region.ProcessName;
import io.firebreak.chaos.region.ProcessState;
import io.firebreak.chaos.region.Progress;
import io.firebreak.chaos.region.RegionConnections;
import io.firebreak.chaos.region.RegionControl;
import io.firebreak.chaos.region.RegionFile;
import io.firebreak.chaos.region.RegionProcess;
import io.firebreak.chaos.region.RegionSecurity;
import io.firebreak.chaos.region.RegionSettings;
import io.firebreak.chaos.region.RegionUnreachableException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * A small region of three cells of one node, shards of two of them, and room for every launch of these tests. Its processes
 * speak plain HTTP, so that a test can stand between them and cut wires.
 */
final class PromiseRegion implements AutoCloseable {
    private static final RegionSettings SETTINGS =
            new RegionSettings(Architecture.SHUFFLE, 3, 1, 1, 1, 2, 20, 400, 1).withSecurity(RegionSecurity.PLAIN);

    /** Seconds on a machine that is idle; this much on one whose cores many others want. */
    private static final Duration RECOVERY = Duration.ofMinutes(3);

    private static final Duration SETTLEMENT = Duration.ofSeconds(60);
    private static final Duration ONE_CALL = Duration.ofSeconds(3);
    /** The directory waits up to 20 s for new tenants to become active. */
    private static final Duration CREATION = Duration.ofSeconds(30);

    private final LocalRegion region;
    private final Path home;
    private final HttpClient http;
    private final Auditor auditor;

    private PromiseRegion(LocalRegion region, Path home) {
        this.region = region;
        this.home = home;
        this.http = RegionConnections.builder(region.file())
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(1))
                .build();
        this.auditor = new Auditor(http, NanoClock.system());
    }

    static PromiseRegion start() {
        return start(SETTINGS, "promise-region");
    }

    /** The same with certificates, and with a proxy before nodes, databases and fleets. */
    static PromiseRegion startWithNetwork() {
        return start(SETTINGS.withSecurity(RegionSecurity.SERVICES).withNetwork(true), "network-region");
    }

    private static PromiseRegion start(RegionSettings settings, String name) {
        Path home = Path.of("target", name).toAbsolutePath();
        stop(home);
        PromiseRegion region = new PromiseRegion(LocalRegion.start(settings, home, Progress.toStandardError()), home);
        Runtime.getRuntime().addShutdownHook(new Thread(region::close, "stopping the region of an aborted run"));
        return region;
    }

    /** Stops the region of this or an earlier run, whatever state it is in. */
    private static void stop(Path home) {
        try {
            LocalRegion.stop(home, Progress.toStandardError());
        } catch (RegionUnreachableException nothingLeft) {
            System.err.println("no region to stop: " + nothingLeft.getMessage());
        }
    }

    Path home() {
        return home;
    }

    RegionFile file() {
        return region.file();
    }

    RegionControl control() {
        return region.control();
    }

    HttpClient http() {
        return http;
    }

    List<RegionFile.Tenant> tenants() {
        return file().tenants();
    }

    List<CellId> cells() {
        return file().cells().stream().map(RegionFile.Cell::id).toList();
    }

    URI router() {
        return file().router().url();
    }

    /** A node of a cell, for who goes past the router. */
    URI node(CellId cell) {
        return file().cells().stream()
                .filter(one -> one.id().equals(cell))
                .findFirst()
                .orElseThrow()
                .nodes()
                .getFirst()
                .url();
    }

    /** The working directory of a process. */
    Path workingDirectory(ProcessName process) {
        return home.resolve("work").resolve(process.value().replace('/', '-'));
    }

    /** Where the processes write what they have to say. */
    Path logs() {
        return home.resolve("logs");
    }

    JsonCalls asTenant(RegionFile.Tenant tenant) {
        return asTenantOf(router(), tenant);
    }

    /** The same past the region's own router. */
    JsonCalls asTenantOf(URI router, RegionFile.Tenant tenant) {
        return new JsonCalls(http, router, tenant.key(), ONE_CALL);
    }

    /** The directory's admin API. */
    JsonCalls asOperator() {
        return new JsonCalls(http, file().directory().url(), file().directory().adminToken(), CREATION);
    }

    RegionProcess process(ProcessName name) {
        return control().processes().stream()
                .filter(process -> process.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    boolean isReady() {
        return control().processes().stream().allMatch(process -> process.state() == ProcessState.READY);
    }

    /** Whether every process was ready at once before the patience was over. */
    boolean isReadyWithin(Duration patience) {
        return comes(patience, this::isReady);
    }

    void awaitReady() {
        eventually("every process of the region is ready", RECOVERY, this::isReady);
    }

    /** Waits until all is well and settled, and compares. */
    AuditResult audit(Ledger ledger) throws IOException, InterruptedException {
        awaitReady();
        return auditor.audit(file(), ledger, SETTLEMENT);
    }

    List<CellState> states() throws IOException, InterruptedException {
        return auditor.cells(file());
    }

    CellState state(CellId cell) throws IOException, InterruptedException {
        return states().stream()
                .filter(state -> state.cell().equals(cell))
                .findFirst()
                .orElseThrow();
    }

    /** May be called again. */
    @Override
    public void close() {
        stop(home);
    }
}
