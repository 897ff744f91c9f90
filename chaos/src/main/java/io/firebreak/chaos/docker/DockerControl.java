package io.firebreak.chaos.docker;

import io.firebreak.chaos.region.ProcessKind;
import io.firebreak.chaos.region.ProcessName;
import io.firebreak.chaos.region.ProcessState;
import io.firebreak.chaos.region.RegionControl;
import io.firebreak.chaos.region.RegionProcess;
import io.firebreak.chaos.region.RegionUnreachableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The processes of a compose region, a container each. A container that is killed or stopped through the engine is not
 * started again by {@code restart: unless-stopped}, so it stays dead without anything being done; one whose process ends by
 * itself is started again after the engine's back-off, 100 ms at first.
 */
final class DockerControl implements RegionControl {
    /** {@code stop_grace_period} of docker-compose.yml at most. */
    private static final Duration GRACE = Duration.ofSeconds(30);

    /** One that was just being started again by the engine when it was killed may come up once more. */
    private static final int MOST_KILLS = 5;

    private final ComposeProject project;

    DockerControl(ComposeProject project) {
        this.project = project;
    }

    @Override
    public List<RegionProcess> processes() {
        List<RegionProcess> processes = new ArrayList<>();
        project.details().forEach((service, details) -> {
            ComposeUrls urls = new ComposeUrls(service, details);
            processes.add(new RegionProcess(
                    service.name(),
                    service.kind(),
                    service.cell(),
                    details.pid(),
                    state(details),
                    details.restarts(),
                    service.kind() == ProcessKind.DATABASE ? null : urls.api(),
                    service.kind() == ProcessKind.DATABASE ? null : urls.management()));
        });
        return List.copyOf(processes);
    }

    /** One that was stopped in order and one that was killed look alike: both stay as they are until they are started. */
    private static ProcessState state(ContainerDetails details) {
        return switch (details.container().state()) {
            case RUNNING -> running(details);
            case PAUSED -> ProcessState.PAUSED;
            case RESTARTING -> ProcessState.DEAD;
            case CREATED -> ProcessState.STARTING;
            case REMOVING, EXITED, DEAD -> ProcessState.HELD;
        };
    }

    private static ProcessState running(ContainerDetails details) {
        if (details.isReady()) {
            return ProcessState.READY;
        }
        return details.restarts() == 0 ? ProcessState.STARTING : ProcessState.RESTARTING;
    }

    @Override
    public void kill(Collection<ProcessName> names, boolean hold) {
        atOnce(project.called(names), container -> {
            killUntilDead(container.id());
            if (!hold) {
                project.engine().start(container.id());
            }
        });
    }

    private void killUntilDead(String id) {
        for (int kills = 0; kills < MOST_KILLS; kills++) {
            project.engine().kill(id);
            if (isDown(id)) {
                return;
            }
        }
        throw new RegionUnreachableException("container %s still runs after %d SIGKILLs".formatted(id, MOST_KILLS));
    }

    private boolean isDown(String id) {
        return project.engine()
                .inspect(id)
                .map(details -> details.container().state().isDown())
                .orElse(true);
    }

    @Override
    public void release(Collection<ProcessName> names) {
        start(project.called(names));
    }

    /** Those that are down; the others are left as they are. */
    private void start(List<Container> containers) {
        atOnce(
                containers.stream()
                        .filter(container -> container.state().isDown())
                        .toList(),
                container -> project.engine().start(container.id()));
    }

    @Override
    public void end(Collection<ProcessName> names) {
        stop(project.called(names));
    }

    /** A frozen process cannot end in order. */
    private void stop(List<Container> containers) {
        atOnce(containers, container -> {
            if (container.state() == ContainerState.PAUSED) {
                project.engine().unpause(container.id());
            }
            project.engine().stop(container.id(), GRACE);
        });
    }

    @Override
    public void restart(Collection<ProcessName> names) {
        end(names);
        release(names);
    }

    /** The settings of a container are those it was made with; game days that deploy are refused before they begin. */
    @Override
    public void deploy(Collection<ProcessName> names, Map<String, String> settings) {
        throw new UnsupportedOperationException("a container cannot be started with other settings: " + names);
    }

    /** None of them ever is another version. */
    @Override
    public void rollBack(Collection<ProcessName> names) {
        project.called(names);
    }

    @Override
    public void pause(Collection<ProcessName> names) {
        atOnce(project.called(names), container -> project.engine().pause(container.id()));
    }

    @Override
    public void resume(Collection<ProcessName> names) {
        atOnce(
                project.called(names).stream()
                        .filter(container -> container.state() == ContainerState.PAUSED)
                        .toList(),
                container -> project.engine().unpause(container.id()));
    }

    /** Applications first and all at once, then the databases they used. No container is removed. */
    @Override
    public void down() {
        stop(of(kind -> kind != ProcessKind.DATABASE));
        stop(of(kind -> kind == ProcessKind.DATABASE));
    }

    private List<Container> of(Predicate<ProcessKind> kinds) {
        return project.containers().entrySet().stream()
                .filter(entry -> kinds.test(entry.getKey().kind()))
                .map(Map.Entry::getValue)
                .toList();
    }

    /** One that fails keeps none of the others. */
    private static void atOnce(List<Container> containers, Consumer<Container> action) {
        List<CompletableFuture<Void>> actions = containers.stream()
                .map(container ->
                        CompletableFuture.runAsync(() -> action.accept(container), Thread::startVirtualThread))
                .toList();
        try {
            CompletableFuture.allOf(actions.toArray(CompletableFuture[]::new)).join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }
}
