package io.firebreak.chaos.bench.router;

import io.firebreak.chaos.bench.OsProcess;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Optional;

/** A kind of proxy that can be measured. */
interface Proxy {
    /** Its name in results. */
    String name();

    /** What has to be installed for it; nothing when it is there. */
    Optional<String> missing();

    /**
     * Starts it, and returns at once.
     *
     * @param eventLoops how many workers, threads or event loops it has
     * @param directory for its files, empty
     */
    OsProcess start(int eventLoops, int port, Path directory) throws IOException;

    /** A proxy that runs. */
    record Running(Proxy proxy, OsProcess process, InetSocketAddress address) implements AutoCloseable {
        String name() {
            return proxy.name();
        }

        @Override
        public void close() {
            process.close();
        }
    }
}
