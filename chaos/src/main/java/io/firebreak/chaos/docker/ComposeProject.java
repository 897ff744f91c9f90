package io.firebreak.chaos.docker;

import io.firebreak.chaos.region.ProcessName;
import io.firebreak.chaos.region.RegionUnreachableException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The containers of one compose project that are processes of its region, asked for anew each time. */
record ComposeProject(DockerEngine engine, String name) {

    /** @throws RegionUnreachableException when there are none, or two of one service */
    SortedMap<ComposeService, Container> containers() {
        SortedMap<ComposeService, Container> found = new TreeMap<>();
        for (Container container : engine.labelled(Container.PROJECT, name)) {
            if (!container.oneOff()) {
                ComposeService.of(container.service()).ifPresent(service -> {
                    if (found.put(service, container) != null) {
                        throw new RegionUnreachableException(
                                "service %s of compose project '%s' has several containers, a region has one of each"
                                        .formatted(container.service(), name));
                    }
                });
            }
        }
        if (found.isEmpty()) {
            throw new RegionUnreachableException("compose project '%s' has no container of a region".formatted(name));
        }
        return found;
    }

    /** The containers with all there is to know of them. */
    SortedMap<ComposeService, ContainerDetails> details() {
        SortedMap<ComposeService, ContainerDetails> details = new TreeMap<>();
        containers()
                .forEach((service, container) -> details.put(
                        service,
                        engine.inspect(container.id())
                                .orElseThrow(() -> new RegionUnreachableException(
                                        "the container of %s has just been removed".formatted(service.host())))));
        return details;
    }

    /**
     * The containers of processes, each once.
     *
     * @throws IllegalArgumentException when the region has no process of one of the names
     */
    List<Container> called(Collection<ProcessName> names) {
        Map<ProcessName, Container> all = new LinkedHashMap<>();
        containers().forEach((service, container) -> all.put(service.name(), container));
        List<ProcessName> unknown =
                names.stream().filter(process -> !all.containsKey(process)).toList();
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException(
                    "compose project '%s' has no container of %s: there are %s".formatted(name, unknown, all.keySet()));
        }
        return all.entrySet().stream()
                .filter(entry -> names.contains(entry.getKey()))
                .map(Map.Entry::getValue)
                .collect(Collectors.toUnmodifiableList());
    }
}
