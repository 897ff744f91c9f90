package io.firebreak.fleet.sim;

import io.firebreak.fleet.api.CommandOutcome;
import io.firebreak.fleet.api.Host;
import io.firebreak.fleet.api.HostedInstance;
import io.firebreak.fleet.api.Resources;
import io.firebreak.fleet.journal.Journal;
import io.firebreak.fleet.nitro.Command;
import io.firebreak.fleet.nitro.HostId;
import io.firebreak.fleet.nitro.InstanceId;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** A fleet of small hosts on a journal that outlives it. */
final class TestFleet implements AutoCloseable {
    static final Resources HOST = new Resources(8, 8_192, 1_000, 1_000, 10, 20, 100);
    static final Resources HALF = new Resources(4, 4_096, 500, 500, 5, 10, 50);
    static final Duration BOOT_TIME = Duration.ofSeconds(2);

    private final Path journal;
    private final ClockMode mode;
    private final InstantSource time;
    private final List<Host> hosts;
    private int incarnation;
    private Journal.Opened opened;
    private Fleet fleet;

    TestFleet(Path directory, ClockMode mode, InstantSource time, int hosts) {
        this.journal = directory.resolve("fleet.journal");
        this.mode = mode;
        this.time = time;
        this.hosts = IntStream.rangeClosed(1, hosts)
                .mapToObj(number -> new Host("host-" + number, "zone-1", "rack-1", "nitro-c5", Set.of("c5"), HOST))
                .toList();
        open();
    }

    static TestFleet explicit(Path directory, int hosts) {
        return new TestFleet(directory, ClockMode.EXPLICIT, InstantSource.system(), hosts);
    }

    private void open() {
        opened = Journal.open(journal, "fleet-1");
        fleet = new Fleet(new FleetSpec("fleet-1", "start-" + ++incarnation, hosts, mode, BOOT_TIME, time), opened);
    }

    /** Ends the process and starts another; nothing but the journal goes over. */
    void restart() {
        opened.close();
        open();
    }

    /** Makes every later write fail, as a full disk would. */
    void breakJournal() {
        opened.close();
    }

    Fleet fleet() {
        return fleet;
    }

    CommandOutcome run(String host, String instance, long generation, Resources resources) {
        return order(host, new Command.Run(new InstanceId(instance), generation, "c5.large", resources));
    }

    CommandOutcome terminate(String host, String instance, long generation) {
        return order(host, new Command.Terminate(new InstanceId(instance), generation));
    }

    CommandOutcome order(String host, Command command) {
        return fleet.carryOut(List.of(new Order(new HostId(host), command))).getFirst();
    }

    List<HostedInstance> instances() {
        return fleet.report(null, null).instances();
    }

    @Override
    public void close() {
        opened.close();
    }
}
