package io.firebreak.chaos.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firebreak.chaos.load.NanoClock;
import io.netty.util.concurrent.Ticker;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each fault is made on one wire, while another beside it goes on. */
@SuppressWarnings("NullAway.Init")
class NetworkProxyTest {
    private static final NanoClock CLOCK = NanoClock.system();
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String SICK = "cell-1/node-1";
    private static final String WELL = "cell-2/node-1";
    /** Bytes that are not held pass in less than one of these. */
    private static final int ROUNDS = 20;

    private EchoServer behindSick;
    private EchoServer behindWell;
    private NetworkProxy proxy;
    private EchoClient control;

    @BeforeEach
    void start() throws IOException {
        behindSick = new EchoServer();
        behindWell = new EchoServer();
        proxy = proxy(1);
        control = new EchoClient(port(proxy, WELL));
        assertThat(control.echo("well")).isEqualTo("well");
    }

    @AfterEach
    void stop() throws IOException {
        assertThat(control.echo("well")).as("the wire beside").isEqualTo("well");
        control.close();
        proxy.close();
        behindSick.close();
        behindWell.close();
    }

    private NetworkProxy proxy(long seed) {
        return NetworkProxy.start(
                List.of(new Wire(SICK, 0, behindSick.port()), new Wire(WELL, 0, behindWell.port())),
                seed,
                Ticker.systemTicker());
    }

    private static int port(NetworkProxy proxy, String wire) {
        return status(proxy, wire).listen();
    }

    private static WireStatus status(NetworkProxy proxy, String wire) {
        return proxy.wires().stream()
                .filter(one -> one.name().equals(wire))
                .findFirst()
                .orElseThrow();
    }

    private EchoClient client() throws IOException {
        return new EchoClient(port(proxy, SICK));
    }

    private void broken(Toxics toxics) {
        proxy.apply(List.of(SICK), toxics);
    }

    private void healed() {
        proxy.heal(List.of(SICK));
    }

    /** Long enough for bytes that are not held to have come: so many go to and fro beside them. */
    private void othersGoOn() throws IOException {
        for (int round = 0; round < ROUNDS; round++) {
            assertThat(control.echo("round")).isEqualTo("round");
        }
    }

    private static void eventually(String what, BooleanSupplier condition) {
        long deadline = CLOCK.nanos() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(CLOCK.nanos()).as(what).isLessThan(deadline);
            CLOCK.waitUntil(CLOCK.nanos() + 1_000_000);
        }
    }

    @Test
    void passesBytesBothWaysAndTheEnd() throws IOException {
        byte[] much = new byte[4 * 1024 * 1024];
        new Random(1).nextBytes(much);
        try (EchoClient client = client()) {
            CompletableFuture<?> sent = CompletableFuture.runAsync(() -> {
                try {
                    client.socket().getOutputStream().write(much);
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            });
            assertThat(client.socket().getInputStream().readNBytes(much.length)).isEqualTo(much);
            sent.join();
        }
        eventually("the server sees the end", () -> behindSick.there() == 0);
        eventually("nothing is left", () -> status(proxy, SICK).connections() == 0);
        assertThat(status(proxy, SICK).bytesUpstream()).isEqualTo(much.length);
        assertThat(status(proxy, SICK).bytesDownstream()).isEqualTo(much.length);
    }

    @Test
    void delaysEachWayByTheLatency() throws IOException {
        try (EchoClient client = client()) {
            assertThat(client.echo("a")).isEqualTo("a");
            broken(new Slowness(Duration.ofMillis(150), Duration.ZERO, 0).toxics());
            long start = CLOCK.nanos();
            client.send("b");
            othersGoOn();
            assertThat(client.receive(1)).isEqualTo("b");
            assertThat(Duration.ofNanos(CLOCK.nanos() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(300));
            client.send("c");
            healed();
            assertThat(client.receive(1)).isEqualTo("c");
        }
    }

    @Test
    void letsNoMoreThanTheRatePass() throws IOException {
        try (EchoClient client = client()) {
            broken(new Toxics(
                    Toxics.Connections.PASS, 0, new Toxics.Stream(0, 0, 64 * 1024, false), Toxics.Stream.CLEAR));
            long start = CLOCK.nanos();
            String text = "x".repeat(32 * 1024);
            assertThat(client.echo(text)).isEqualTo(text);
            assertThat(Duration.ofNanos(CLOCK.nanos() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(490));
        }
    }

    @Test
    void holdsNoMoreThanItsBoundAndStopsReading() throws IOException {
        try (SocketChannel client =
                SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port(proxy, SICK)))) {
            eventually("connected", () -> behindSick.there() == 1);
            broken(Toxics.blackHole());
            client.configureBlocking(false);
            long[] sent = {0};
            eventually("the sender is stopped", () -> {
                long before = sent[0];
                sent[0] += write(client);
                return sent[0] == before && status(proxy, SICK).bytesWaiting() >= Pipe.MOST_WAITING;
            });
            assertThat(status(proxy, SICK).bytesWaiting()).isLessThan(2L * Pipe.MOST_WAITING);
            assertThat(status(proxy, SICK).bytesUpstream()).isZero();
            healed();
            ByteBuffer back = ByteBuffer.allocate(64 * 1024);
            long[] received = {0};
            eventually("all of it comes back", () -> {
                received[0] += read(client, back);
                return received[0] == sent[0];
            });
        }
    }

    private static int write(SocketChannel client) {
        try {
            return client.write(ByteBuffer.allocate(64 * 1024));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int read(SocketChannel client, ByteBuffer back) {
        try {
            return client.read(back.clear());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void isABlackHoleForOldAndNewConnectionsAndThenPassesWhatWaited() throws IOException {
        try (EchoClient old = client()) {
            assertThat(old.echo("a")).isEqualTo("a");
            broken(Toxics.blackHole());
            try (EchoClient young = client()) {
                old.send("b");
                young.send("c");
                othersGoOn();
                assertThat(old.hasAnswer()).isFalse();
                assertThat(young.hasAnswer()).isFalse();
                assertThat(behindSick.come()).as("not even the first packet").isEqualTo(1);
                healed();
                assertThat(old.receive(1)).isEqualTo("b");
                assertThat(young.receive(1)).isEqualTo("c");
                assertThat(old.echo("d")).isEqualTo("d");
            }
        }
    }

    @Test
    void holdsOneDirectionAlone() throws IOException {
        try (EchoClient client = client()) {
            assertThat(client.echo("a")).isEqualTo("a");
            broken(new Toxics(Toxics.Connections.PASS, 0, Toxics.Stream.CLEAR, Toxics.Stream.BLACK_HOLE));
            client.send("b");
            eventually("the request is through", () -> status(proxy, SICK).bytesUpstream() == 2);
            eventually("its answer waits", () -> status(proxy, SICK).bytesWaiting() == 1);
            othersGoOn();
            assertThat(client.hasAnswer()).isFalse();
            healed();
            assertThat(client.receive(1)).isEqualTo("b");
        }
    }

    @Test
    void letsTheServerLearnOfAnEndThatABlackHoleHidBeforeNothingIsLeft() throws IOException {
        EchoClient gone = client();
        assertThat(gone.echo("a")).isEqualTo("a");
        broken(Toxics.blackHole());
        gone.close();
        othersGoOn();
        assertThat(behindSick.there()).as("who believes in the connection").isEqualTo(1);
        healed();
        eventually("the server learns of it", () -> behindSick.there() == 0);
        eventually("nothing is left", () -> status(proxy, SICK).connections() == 0);
    }

    @Test
    void refusesAndResetsAndListensAtTheSamePortAgain() throws IOException {
        int port = port(proxy, SICK);
        try (EchoClient old = client()) {
            assertThat(old.echo("a")).isEqualTo("a");
            broken(Toxics.refuse());
            assertThatThrownBy(old::awaitEnd).isInstanceOf(SocketException.class);
        }
        assertThatThrownBy(() -> new EchoClient(port)).isInstanceOf(ConnectException.class);
        eventually("the server's end is gone too", () -> behindSick.there() == 0);
        broken(Toxics.refuse());
        healed();
        try (EchoClient young = new EchoClient(port)) {
            assertThat(young.echo("b")).isEqualTo("b");
        }
    }

    @Test
    void resetsEveryConnectionOldAndNew() throws IOException {
        try (EchoClient old = client()) {
            assertThat(old.echo("a")).isEqualTo("a");
            broken(Toxics.reset(1));
            assertThatThrownBy(old::awaitEnd).isInstanceOf(SocketException.class);
        }
        try (EchoClient young = client()) {
            assertThatThrownBy(young::awaitEnd).isInstanceOf(SocketException.class);
        }
        healed();
        try (EchoClient later = client()) {
            assertThat(later.echo("b")).isEqualTo("b");
        }
    }

    @Test
    void resetsAShareThatTheSeedPicks() throws IOException {
        List<Integer> first = survivors(proxy);
        assertThat(first).hasSizeBetween(10, 30);
        try (NetworkProxy same = proxy(1);
                NetworkProxy other = proxy(2)) {
            assertThat(survivors(same)).isEqualTo(first);
            assertThat(survivors(other)).isNotEqualTo(first);
        }
    }

    /** Which of 40 connections live on when half of them are reset. */
    private static List<Integer> survivors(NetworkProxy broken) throws IOException {
        List<EchoClient> all = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            EchoClient client = new EchoClient(port(broken, SICK));
            assertThat(client.echo("a")).isEqualTo("a");
            all.add(client);
        }
        broken.apply(List.of(SICK), Toxics.reset(0.5));
        List<Integer> living = IntStream.range(0, all.size())
                .filter(i -> lives(all.get(i)))
                .boxed()
                .toList();
        for (EchoClient client : all) {
            client.close();
        }
        return living;
    }

    private static boolean lives(EchoClient client) {
        try {
            return client.echo("b").equals("b");
        } catch (IOException reset) {
            return false;
        }
    }

    @Test
    void leavesOneSideBelievingThatTheOtherIsThere() throws IOException {
        try (EchoClient old = client()) {
            assertThat(old.echo("a")).isEqualTo("a");
            broken(Toxics.halfOpen());
            eventually("the server's end is gone", () -> behindSick.there() == 0);
            old.send("b");
            try (EchoClient young = client()) {
                young.send("c");
                othersGoOn();
                assertThat(old.hasAnswer()).isFalse();
                assertThat(young.hasAnswer()).isFalse();
                assertThat(behindSick.come()).isEqualTo(1);
                healed();
                assertThat(status(proxy, SICK).connections())
                        .as("nobody has told the clients")
                        .isEqualTo(2);
                old.send("d");
                assertThatThrownBy(old::awaitEnd).isInstanceOf(SocketException.class);
            }
        }
        eventually("nothing is left", () -> status(proxy, SICK).connections() == 0);
        try (EchoClient later = client()) {
            assertThat(later.echo("e")).isEqualTo("e");
        }
    }

    @Test
    void resetsWhoeverCallsADeadServer() throws IOException {
        behindSick.close();
        try (EchoClient client = client()) {
            assertThatThrownBy(client::awaitEnd).isInstanceOf(SocketException.class);
        }
    }

    @ParameterizedTest
    @EnumSource(Cut.class)
    void leavesNoConnectionPoisonedOnceACutIsHealed(Cut cut) throws IOException {
        for (int round = 0; round < 3; round++) {
            try (EchoClient old = client()) {
                assertThat(old.echo("a")).isEqualTo("a");
                broken(cut.toxics());
                othersGoOn();
                healed();
                boolean lived = lives(old);
                assertThat(lived)
                        .as("it goes on, or its client is told at its first word")
                        .isEqualTo(cut == Cut.BLACK_HOLE);
            }
            try (EchoClient young = client()) {
                assertThat(young.echo("b")).isEqualTo("b");
            }
        }
        eventually("nothing is left", () -> status(proxy, SICK).connections() == 0);
    }

    @Test
    void doesNothingWhenOneNameMeansNoWire() throws IOException {
        assertThatThrownBy(() -> proxy.apply(List.of(SICK, "cell-9/node-1"), Toxics.refuse()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cell-9/node-1");
        try (EchoClient client = client()) {
            assertThat(client.echo("a")).isEqualTo("a");
        }
    }
}
