package io.firebreak.chaos.network;

import io.netty.util.concurrent.Ticker;
import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import tools.jackson.databind.json.JsonMapper;

/** The proxy as a process of its own, which goes on until it is ended. */
public final class NetworkProcess {
    private NetworkProcess() {}

    /** Takes its settings from its environment, since every user of a machine can read a command line. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        String text = Objects.requireNonNull(
                System.getenv(NetworkSettings.VARIABLE), NetworkSettings.VARIABLE + " says what is to be proxied");
        NetworkSettings settings = new JsonMapper().readValue(text, NetworkSettings.class);
        try (NetworkProxy proxy = NetworkProxy.start(settings.wires(), settings.seed(), Ticker.systemTicker());
                NetworkServer _ = NetworkServer.start(settings.managementPort(), settings.secret(), proxy)) {
            new CountDownLatch(1).await();
        }
    }
}
