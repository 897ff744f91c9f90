package io.firebreak.chaos.bench;

import com.netflix.fenzo.ConstraintEvaluator;
import com.netflix.fenzo.SchedulingResult;
import com.netflix.fenzo.TaskAssignmentResult;
import com.netflix.fenzo.TaskRequest;
import com.netflix.fenzo.TaskScheduler;
import com.netflix.fenzo.TaskTrackerState;
import com.netflix.fenzo.VMAssignmentResult;
import com.netflix.fenzo.VMTaskFitnessCalculator;
import com.netflix.fenzo.VirtualMachineCurrentState;
import com.netflix.fenzo.VirtualMachineLease;
import com.netflix.fenzo.plugins.BinPackingFitnessCalculators;
import io.firebreak.chaos.bench.PlacementWorkload.Demand;
import io.firebreak.fleet.api.Resources;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.mesos.Protos;
import org.jspecify.annotations.Nullable;

/**
 * Netflix Fenzo, which is made to place requests in batches. It packs vCPUs, memory and
 * network; EBS bandwidth is given to it as disk, and the family as a hard constraint. It knows no interfaces, volumes or
 * accelerators, so it has less to look at than the others. A host's resources are offered to it again after each
 * placement, as Mesos would.
 */
final class FenzoPlacer implements Placer, AutoCloseable {
    /** Offers never expire here. */
    private static final long NEVER = Long.MAX_VALUE;

    private final PlacementWorkload workload;
    private final TaskScheduler scheduler;
    private final Map<String, Integer> numbers = new HashMap<>();
    private final String[] names;
    private final Resources[] free;
    private final List<VirtualMachineLease> offers = new ArrayList<>();
    private final Map<Long, Deque<String>> tasks = new HashMap<>();
    private long lastId;
    private boolean started;

    FenzoPlacer(PlacementWorkload workload) {
        this.workload = workload;
        names = workload.hosts().stream()
                .map(host -> host.families().iterator().next() + "-" + host.id())
                .toArray(String[]::new);
        free = workload.hosts().stream().map(host -> host.total()).toArray(Resources[]::new);
        for (int i = 0; i < names.length; i++) {
            numbers.put(names[i], i);
        }
        scheduler = new TaskScheduler.Builder()
                .withLeaseRejectAction(_ -> {})
                .withLeaseOfferExpirySecs(Integer.MAX_VALUE)
                .withFitnessCalculator(BinPackingFitnessCalculators.cpuMemNetworkBinPacker)
                .disableShortfallEvaluation()
                .build();
    }

    @Override
    public int place(Demand demand) {
        return placeAll(List.of(demand))[0];
    }

    @Override
    public int[] placeAll(List<Demand> demands) {
        offerAllOnce();
        Map<String, Integer> positions = new HashMap<>();
        List<Task> batch = new ArrayList<>();
        for (Demand demand : demands) {
            Task task = new Task(nextId(), demand);
            positions.put(task.getId(), batch.size());
            batch.add(task);
        }
        SchedulingResult result = scheduler.scheduleOnce(batch, List.copyOf(offers));
        offers.clear();
        int[] hosts = new int[batch.size()];
        Arrays.fill(hosts, NOWHERE);
        for (VMAssignmentResult assigned : result.getResultMap().values()) {
            int host = numbers.getOrDefault(assigned.getHostname(), NOWHERE);
            for (TaskAssignmentResult one : assigned.getTasksAssigned()) {
                int position = positions.getOrDefault(one.getTaskId(), NOWHERE);
                assign(host, batch.get(position));
                hosts[position] = host;
            }
            offers.add(new Lease(nextId(), names[host], free[host]));
        }
        return hosts;
    }

    @Override
    public void depart(int host, Demand demand) {
        String task = queue(host, demand).removeLast();
        scheduler.getTaskUnAssigner().call(task, names[host]);
        free[host] = free[host].plus(demand.resources());
        offers.add(new Lease(nextId(), names[host], demand.resources()));
    }

    @Override
    public void put(int host, Demand demand) {
        assign(host, new Task(nextId(), demand));
    }

    @Override
    public void close() {
        scheduler.shutdown();
    }

    private void offerAllOnce() {
        if (!started) {
            started = true;
            for (int i = 0; i < names.length; i++) {
                offers.add(new Lease(nextId(), names[i], free[i]));
            }
        }
    }

    private void assign(int host, Task task) {
        scheduler.getTaskAssigner().call(task, names[host]);
        free[host] = free[host].minus(task.demand.resources());
        queue(host, task.demand).addLast(task.getId());
    }

    private Deque<String> queue(int host, Demand demand) {
        return tasks.computeIfAbsent(
                host * (long) workload.demands().size() + demand.number(), _ -> new ArrayDeque<>());
    }

    private String nextId() {
        return Long.toString(++lastId);
    }

    /** Its maps are asked for {@code null}, which only some maps take. */
    private record Lease(String id, String host, Resources free) implements VirtualMachineLease {
        @Override
        public String getId() {
            return id;
        }

        @Override
        public long getOfferedTime() {
            return NEVER;
        }

        @Override
        public String hostname() {
            return host;
        }

        @Override
        public String getVMID() {
            return host;
        }

        @Override
        public double cpuCores() {
            return free.vcpus();
        }

        @Override
        public double memoryMB() {
            return free.memoryMiB();
        }

        @Override
        public double networkMbps() {
            return free.networkMbps();
        }

        @Override
        public double diskMB() {
            return free.ebsMbps();
        }

        @Override
        public List<Range> portRanges() {
            return List.of();
        }

        @Override
        public Protos.Offer getOffer() {
            return Protos.Offer.getDefaultInstance();
        }

        @Override
        public Map<String, Protos.Attribute> getAttributeMap() {
            return Collections.emptyMap();
        }

        @Override
        public Double getScalarValue(String name) {
            return 0.0;
        }

        @Override
        public Map<String, Double> getScalarValues() {
            return Collections.emptyMap();
        }
    }

    /** Only hosts of the family, whose name leads the host's. */
    private record OfFamily(String prefix) implements ConstraintEvaluator {
        @Override
        public String getName() {
            return prefix;
        }

        @Override
        public Result evaluate(TaskRequest task, VirtualMachineCurrentState host, TaskTrackerState tracker) {
            return new Result(host.getHostname().startsWith(prefix), prefix);
        }
    }

    private static final class Task implements TaskRequest {
        private final String id;
        private final Demand demand;
        private @Nullable AssignedResources assigned;

        Task(String id, Demand demand) {
            this.id = id;
            this.demand = demand;
        }

        @Override
        public String getId() {
            return id;
        }

        @Override
        public String taskGroupName() {
            return "";
        }

        @Override
        public double getCPUs() {
            return demand.resources().vcpus();
        }

        @Override
        public double getMemory() {
            return demand.resources().memoryMiB();
        }

        @Override
        public double getNetworkMbps() {
            return demand.resources().networkMbps();
        }

        @Override
        public double getDisk() {
            return demand.resources().ebsMbps();
        }

        @Override
        public int getPorts() {
            return 0;
        }

        @Override
        public Map<String, Double> getScalarRequests() {
            return Map.of();
        }

        @Override
        public Map<String, NamedResourceSetRequest> getCustomNamedResources() {
            return Map.of();
        }

        @Override
        public List<? extends ConstraintEvaluator> getHardConstraints() {
            return List.of(new OfFamily(demand.type().family() + "-"));
        }

        @Override
        public List<? extends VMTaskFitnessCalculator> getSoftConstraints() {
            return List.of();
        }

        @Override
        public void setAssignedResources(AssignedResources resources) {
            assigned = resources;
        }

        @Override
        public @Nullable AssignedResources getAssignedResources() {
            return assigned;
        }
    }
}
