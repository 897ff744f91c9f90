package io.firebreak.chaos.fault;

import com.sun.net.httpserver.HttpServer;
import io.firebreak.assigner.TenantId;
import io.firebreak.chaos.gameday.Fault;
import io.firebreak.chaos.gameday.Target;
import io.firebreak.chaos.load.NanoClock;
import io.firebreak.chaos.load.TenantGate;
import io.firebreak.chaos.measure.GameDays;
import io.firebreak.chaos.region.NoControl;
import io.firebreak.chaos.region.ProcessName;
import io.firebreak.chaos.region.RegionUnreachableException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** An injector before nodes, fleets and processes that only write down what is done to them. */
@SuppressWarnings("NullAway.Init")
abstract class InjectorApparatus {
    static final TenantId POISONED = new TenantId("a");

    /** What happened, in order. */
    final List<String> events = Collections.synchronizedList(new ArrayList<>());

    @TempDir
    Path home;

    private final List<HttpServer> nodes = new ArrayList<>();
    private final HttpClient http = HttpClient.newHttpClient();

    StandingFaults standing;
    boolean releasesFail;
    final CountDownLatch deployed = new CountDownLatch(1);

    @BeforeEach
    void startNodes() throws IOException {
        standing = StandingFaults.in(home);
        nodeThatIsDeadFor("node-1", 0);
        nodeThatIsDeadFor("node-2", 2);
    }

    @AfterEach
    void stopNodes() {
        standing.close();
        nodes.forEach(node -> node.stop(0));
        http.close();
    }

    /** Breaks the first so many disarming connections, as a node does that is dead and comes back. */
    private void nodeThatIsDeadFor(String name, int calls) throws IOException {
        HttpServer node = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        AtomicInteger left = new AtomicInteger(calls);
        node.createContext("/actuator/poison/" + POISONED, exchange -> {
            if (exchange.getRequestMethod().equals("DELETE") && left.getAndDecrement() > 0) {
                exchange.close();
                return;
            }
            events.add(exchange.getRequestMethod() + " " + name);
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        node.createContext("/actuator/clock", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            events.add((exchange.getRequestMethod() + " " + name + " " + body).strip()
                    + StandingFaults.left(home)
                            .map(stand -> " while %s are skewed".formatted(stand.skewed()))
                            .orElse(""));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        node.createContext("/actuator/power", exchange -> {
            String feed = exchange.getRequestURI().getPath().replace("/actuator/power/", "");
            events.add(exchange.getRequestMethod() + " " + feed + " of " + name
                    + StandingFaults.left(home)
                            .map(stand -> " while held %s and dark %s stand in the file"
                                    .formatted(stand.held(), stand.dark().size()))
                            .orElse(""));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        node.createContext("/actuator/gray", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            events.add((exchange.getRequestMethod() + " " + name + " " + body).strip() + standing());
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        node.start();
        nodes.add(node);
    }

    private final class RecordingGate implements TenantGate {
        @Override
        public void hold(TenantId tenant) {
            events.add("hold " + tenant);
        }

        @Override
        public void release(TenantId tenant) {
            events.add("release " + tenant);
        }
    }

    private final class RecordingControl extends NoControl {
        @Override
        public void kill(Collection<ProcessName> names, boolean hold) {
            events.add("kill " + new TreeSet<>(names) + (hold ? " and hold" : ""));
        }

        @Override
        public void release(Collection<ProcessName> names) {
            if (releasesFail) {
                throw new RegionUnreachableException("the supervisor did not answer");
            }
            events.add("release " + new TreeSet<>(names));
        }

        @Override
        public void deploy(Collection<ProcessName> names, Map<String, String> settings) {
            events.add("deploy " + new TreeSet<>(names) + " " + settings);
            deployed.countDown();
        }

        @Override
        public void rollBack(Collection<ProcessName> names) {
            events.add("roll back %s while %s are said to be deployed"
                    .formatted(
                            new TreeSet<>(names),
                            StandingFaults.left(home).orElseThrow().deployed()));
        }

        @Override
        public void pause(Collection<ProcessName> names) {
            events.add("pause " + new TreeSet<>(names) + standing());
        }

        @Override
        public void resume(Collection<ProcessName> names) {
            events.add("resume " + new TreeSet<>(names));
        }
    }

    /** What a program would find that came now, after this one was killed. */
    String standing() {
        return StandingFaults.left(home)
                .map(left -> " while held %s, paused %s, gray %s, poisoned %s stand in the file"
                        .formatted(left.held(), left.paused(), left.gray(), left.poisoned()))
                .orElse("");
    }

    Injector injector() {
        Map<ProcessName, URI> hooks = new LinkedHashMap<>();
        Map<ProcessName, URI> fleets = new LinkedHashMap<>();
        for (int i = 0; i < nodes.size(); i++) {
            URI url = URI.create("http://127.0.0.1:" + nodes.get(i).getAddress().getPort());
            hooks.put(ProcessName.node(Sites.cell(i + 1), 1), url);
            fleets.put(ProcessName.fleet(Sites.cell(i + 1)), url);
        }
        return new Injector(
                new RecordingControl(),
                new FaultHooks(
                        http,
                        NanoClock.system(),
                        hooks,
                        fleets,
                        List.of(),
                        new NetworkHooks(http, NanoClock.system(), null)),
                new RecordingGate(),
                standing,
                line -> {});
    }

    static PlannedFault planned(Fault fault) {
        return FaultPlan.of(GameDays.of(GameDays.step(0, fault, 10)), Sites.pairsOfFour(1))
                .faults()
                .getFirst();
    }

    static PlannedFault killOf(int cell) {
        return planned(new Fault.KillCell(Target.named(Sites.cell(cell))));
    }

    static PlannedFault poison() {
        return planned(new Fault.PoisonTenant(Target.named(POISONED)));
    }
}
