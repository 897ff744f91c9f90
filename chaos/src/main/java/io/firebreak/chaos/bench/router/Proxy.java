package io.firebreak.chaos.bench.router;

import io.firebreak.chaos.bench.OsProcess;
import io.firebreak.chaos.load.NanoClock;
import io.firebreak.chaos.region.Ports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Optional;
import java.util.random.RandomGenerator;

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
        /** Starts a proxy with free ports, and returns when it answers. */
        static Running start(Proxy proxy, int eventLoops, Path files, RandomGenerator random, NanoClock clock)
                throws IOException {
            int port = Ports.free(1, random).getFirst();
            OsProcess process = proxy.start(eventLoops, port, files);
            Ready.await(proxy.name(), process, Ready.throughProxy(port), files, clock);
            return new Running(proxy, process, new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        }

        String name() {
            return proxy.name();
        }

        @Override
        public void close() {
            process.close();
        }
    }
}
