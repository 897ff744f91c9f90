package io.firebreak.chaos.docker;

import io.firebreak.chaos.region.RegionControl;
import io.firebreak.chaos.region.RegionDriver;
import io.firebreak.chaos.region.RegionFile;
import io.firebreak.chaos.region.RegionUnreachableException;
import java.nio.file.Path;
import java.util.List;

/**
 * The region of the compose project this program's own container belongs to. It goes on when the program ends.
 *
 * @param shape how large it is
 * @param withoutHooks services of nodes that no hook can break
 */
public record DockerRegion(RegionFile file, RegionControl control, ComposeShape shape, List<String> withoutHooks)
        implements RegionDriver {
    /** The option that means this driver. */
    public static final String OPTION = "--docker";

    public DockerRegion {
        withoutHooks = List.copyOf(withoutHooks);
    }

    /**
     * Finds the region, whether its containers run or not. It has no tenants yet.
     *
     * @throws RegionUnreachableException when the engine does not answer, this is no container of a compose project, or the
     *     project is no region
     */
    public static DockerRegion find(OperatorAccess access) {
        DockerEngine engine = new DockerEngine(access.engine());
        String name = engine.inspect(access.container())
                .map(ContainerDetails::project)
                .filter(project -> !project.isEmpty())
                .orElseThrow(() -> new RegionUnreachableException(
                        "%s is no container of a compose project: --docker is for the service chaos of deploy/compose.chaos.yml"
                                .formatted(access.container())));
        ComposeProject project = new ComposeProject(engine, name);
        ComposeLayout layout = new ComposeLayout(name, project.details());
        return new DockerRegion(layout.file(access), new DockerControl(project), layout.shape(), layout.withoutHooks());
    }

    /** The same region with tenants of its load. */
    public DockerRegion withTenants(List<RegionFile.Tenant> tenants) {
        return new DockerRegion(file.withTenants(tenants), control, shape, withoutHooks);
    }

    /** Where is kept what outlives a use of the command, apart from what belongs to a local region of the same home. */
    public static Path home(Path home) {
        return home.resolve("docker");
    }
}
