package io.firebreak.cell.harness;

import io.firebreak.cell.fleet.Fleet;
import io.firebreak.fleet.api.CommandBatch;
import io.firebreak.fleet.api.CommandOutcome;
import io.firebreak.fleet.api.CommandResult;
import io.firebreak.fleet.api.CommandResults;
import io.firebreak.fleet.api.FenceConfirmation;
import io.firebreak.fleet.api.FenceOrder;
import io.firebreak.fleet.api.FleetReport;
import io.firebreak.fleet.api.Host;
import io.firebreak.fleet.api.HostAction;
import io.firebreak.fleet.api.HostCommand;
import io.firebreak.fleet.api.HostInventory;
import io.firebreak.fleet.api.HostReport;
import io.firebreak.fleet.api.HostedInstance;
import io.firebreak.fleet.api.HostedState;
import io.firebreak.fleet.api.Resources;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Hosts that boot, stop and terminate at once, and keep the generation rule. */
public class FleetInMemory implements Fleet {
    private final List<Host> hosts;
    private final Map<String, HostedInstance> instances = new TreeMap<>();
    private final Map<String, Long> changedAt = new TreeMap<>();
    private final Set<String> silent = new HashSet<>();
    private final List<HostCommand> received = new ArrayList<>();
    private final List<String> fences = new ArrayList<>();
    private final List<String> ranTwice = new ArrayList<>();
    private long reportsRead;
    private int incarnation = 1;
    private long version;

    public FleetInMemory(List<Host> hosts) {
        this.hosts = List.copyOf(hosts);
    }

    /** Hosts of 36 threads and 72 GiB that run c5, on two racks of one zone. */
    public static FleetInMemory ofC5Hosts(int count) {
        return new FleetInMemory(c5Hosts(count));
    }

    public static List<Host> c5Hosts(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(i -> new Host(
                        "host-%05d".formatted(i),
                        "zone-1",
                        "rack-" + i % 2,
                        "nitro-c5",
                        Set.of("c5"),
                        new Resources(36, 73_728, 40_000, 40_000, 500, 5_000, 0)))
                .toList();
    }

    @Override
    public HostInventory hosts() {
        return new HostInventory("fleet-1", hosts);
    }

    @Override
    public synchronized CommandResults send(CommandBatch batch) {
        return new CommandResults(batch.commands().stream().map(this::handle).toList());
    }

    /** A host whose power is cut answers again, empty, when it is made to. */
    @Override
    public synchronized FenceConfirmation fence(FenceOrder order) {
        silent.addAll(order.hosts());
        fences.addAll(order.hosts());
        instances.values().stream()
                .filter(instance ->
                        order.hosts().contains(instance.host()) && instance.state() != HostedState.TERMINATED)
                .toList()
                .forEach(instance -> put(new HostedInstance(
                        instance.host(),
                        instance.instance(),
                        instance.instanceType(),
                        instance.generation(),
                        HostedState.TERMINATED,
                        Resources.NONE)));
        return new FenceConfirmation(order.hosts(), List.of());
    }

    private CommandResult handle(HostCommand command) {
        received.add(command);
        return new CommandResult(command.host(), command.instance(), command.generation(), outcome(command));
    }

    private CommandOutcome outcome(HostCommand command) {
        HostedInstance known = instances.get(key(command.host(), command.instance()));
        if (silent.contains(command.host())) {
            return CommandOutcome.HOST_SILENT;
        }
        if (known != null && command.generation() <= known.generation()) {
            return command.generation() == known.generation() ? CommandOutcome.REPEATED : CommandOutcome.STALE;
        }
        HostedState next = switch (command.action()) {
            case RUN, REBOOT -> HostedState.RUNNING;
            case STOP -> HostedState.STOPPED;
            case TERMINATE -> HostedState.TERMINATED;
        };
        if (command.action() == HostAction.RUN
                && placed().stream()
                        .anyMatch(other -> other.instance().equals(command.instance())
                                && !other.host().equals(command.host()))) {
            ranTwice.add(command.instance());
        }
        put(new HostedInstance(
                command.host(),
                command.instance(),
                "c5.large",
                command.generation(),
                next,
                command.resources() == null
                        ? known == null ? Resources.NONE : known.resources()
                        : command.resources()));
        return CommandOutcome.ACCEPTED;
    }

    private void put(HostedInstance instance) {
        String key = key(instance.host(), instance.instance());
        instances.put(key, instance);
        changedAt.put(key, ++version);
    }

    private static String key(String host, String instance) {
        return host + "/" + instance;
    }

    @Override
    public synchronized FleetReport report(@Nullable String of, long since) {
        reportsRead++;
        boolean full = of == null || !of.equals("inc-" + incarnation);
        List<HostedInstance> page = instances.values().stream()
                .filter(instance -> full
                        ? instance.state() != HostedState.TERMINATED
                        : changedAt.getOrDefault(key(instance.host(), instance.instance()), 0L) > since)
                .toList();
        return new FleetReport(
                "fleet-1",
                "inc-" + incarnation,
                version,
                full,
                false,
                page,
                hosts.stream()
                        .filter(host -> full || silent.contains(host.id()))
                        .map(host -> new HostReport(host.id(), !silent.contains(host.id()), Resources.NONE))
                        .toList());
    }

    /** As if the fleet's process had been killed and started again: what runs, runs; what is gone is only absent. */
    public synchronized void restart() {
        incarnation++;
    }

    public synchronized void silence(String host) {
        silent.add(host);
    }

    public synchronized void unsilence(String host) {
        silent.remove(host);
    }

    /** Something appears on a host that no cell asked for. */
    public synchronized void plant(HostedInstance instance) {
        put(instance);
    }

    /** A host forgets an instance without a trace. */
    public synchronized void lose(String instance) {
        instances.keySet().removeIf(key -> key.endsWith("/" + instance));
        changedAt.keySet().removeIf(key -> key.endsWith("/" + instance));
    }

    /** The hosts whose power was cut, in that order. */
    public synchronized List<String> fences() {
        return List.copyOf(fences);
    }

    /** Instances that were booted on a host while another still had them. */
    public synchronized List<String> ranTwice() {
        return List.copyOf(ranTwice);
    }

    public synchronized long reportsRead() {
        return reportsRead;
    }

    public synchronized List<HostCommand> received() {
        return List.copyOf(received);
    }

    /** What has a place on a host. */
    public synchronized List<HostedInstance> placed() {
        return instances.values().stream()
                .filter(instance -> instance.state() != HostedState.TERMINATED)
                .toList();
    }
}
