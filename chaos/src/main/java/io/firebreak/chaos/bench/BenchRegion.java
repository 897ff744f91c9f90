package io.firebreak.chaos.bench;

import io.firebreak.chaos.region.LocalRegion;
import io.firebreak.chaos.region.RegionFile;
import io.firebreak.chaos.region.RegionSettings;
import io.firebreak.chaos.region.RegionUnreachableException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** A local region of one benchmark, of the processes that {@code up} starts. It goes when the benchmark goes. */
public final class BenchRegion implements AutoCloseable {
    private final Path home;
    private final LocalRegion region;
    private final Consumer<String> progress;
    private final Thread onExit = new Thread(this::stop, "stopping the region of a benchmark");

    private BenchRegion(Path home, LocalRegion region, Consumer<String> progress) {
        this.home = home;
        this.region = region;
        this.progress = progress;
        Runtime.getRuntime().addShutdownHook(onExit);
    }

    /**
     * Starts it; what an earlier run left there is stopped first.
     *
     * @param home of this benchmark alone
     */
    public static BenchRegion start(RegionSettings settings, Path home, Consumer<String> progress) {
        stop(home, progress);
        return new BenchRegion(home, LocalRegion.start(settings, home, progress::accept), progress);
    }

    public RegionFile file() {
        return region.file();
    }

    /** Where tenants' requests go. */
    public InetSocketAddress router() {
        URI url = file().router().url();
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), url.getPort());
    }

    /** The keys of all tenants, in their order. */
    public List<String> keys() {
        return file().tenants().stream().map(RegionFile.Tenant::key).toList();
    }

    private void stop() {
        stop(home, progress);
    }

    private static void stop(Path home, Consumer<String> progress) {
        try {
            LocalRegion.stop(home, progress::accept);
        } catch (RegionUnreachableException e) {
            // there is none, which is what was wanted
        }
    }

    @Override
    public void close() {
        stop();
        try {
            Runtime.getRuntime().removeShutdownHook(onExit);
        } catch (IllegalStateException e) {
            // the program is ending, and the hook finds nothing left to stop
        }
    }
}
