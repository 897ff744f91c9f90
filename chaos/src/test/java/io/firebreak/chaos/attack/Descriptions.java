package io.firebreak.chaos.attack;

import java.util.List;

/**
 * What the processes say of themselves at {@code /v3/api-docs}.
 *
 * @param tenants calls of tenants, as the router shows them
 * @param directory calls of operators and routers
 * @param fleet calls of a cell to its fleet
 */
public record Descriptions(List<ApiCall> tenants, List<ApiCall> directory, List<ApiCall> fleet) {
    public Descriptions {
        tenants = List.copyOf(tenants);
        directory = List.copyOf(directory);
        fleet = List.copyOf(fleet);
    }

    /** The directory's calls under a path. */
    List<ApiCall> ofDirectory(String prefix) {
        return directory.stream().filter(call -> call.path().startsWith(prefix)).toList();
    }
}
