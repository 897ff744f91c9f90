package io.firebreak.router.forwarding;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.router.transport.EventLoops;
import io.firebreak.router.transport.Transport;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.handler.codec.dns.DatagramDnsQuery;
import io.netty.handler.codec.dns.DatagramDnsQueryDecoder;
import io.netty.handler.codec.dns.DatagramDnsResponse;
import io.netty.handler.codec.dns.DatagramDnsResponseEncoder;
import io.netty.handler.codec.dns.DefaultDnsRawRecord;
import io.netty.handler.codec.dns.DnsQuestion;
import io.netty.handler.codec.dns.DnsRecordType;
import io.netty.handler.codec.dns.DnsSection;
import io.netty.resolver.dns.DnsNameResolver;
import io.netty.resolver.dns.SingletonDnsServerAddressStreamProvider;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A name server as Docker's, whose answers are good for ten minutes by what they say. */
class NodeNamesTest {
    private static final int TEN_MINUTES = 600;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final EventLoops loops = new EventLoops(Transport.NIO, 1);
    private volatile byte lastByte = 1;

    @AfterEach
    void end() {
        loops.close();
    }

    @Test
    void learnsThatANodeThatWasStartedAgainHasAnotherAddress() throws Exception {
        Channel server = nameServer();
        try (DnsNameResolver names = LoopConnections.names(NioDatagramChannel.class)
                .eventLoop(loops.loop(0))
                .nameServerProvider(
                        new SingletonDnsServerAddressStreamProvider((InetSocketAddress) server.localAddress()))
                .build()) {
            assertThat(addressOf(names)).isEqualTo("127.0.0.1");
            lastByte = 2;
            Instant deadline = Instant.now().plus(PATIENCE);
            while (addressOf(names).equals("127.0.0.1") && Instant.now().isBefore(deadline)) {
                Thread.sleep(50);
            }
            assertThat(addressOf(names)).isEqualTo("127.0.0.2");
        }
    }

    private static String addressOf(DnsNameResolver names) throws Exception {
        return names.resolve("cell-1-node-1.").get().getHostAddress();
    }

    private Channel nameServer() throws InterruptedException {
        return new Bootstrap()
                .group(loops.group())
                .channel(NioDatagramChannel.class)
                .handler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline()
                                .addLast(
                                        new DatagramDnsQueryDecoder(),
                                        new DatagramDnsResponseEncoder(),
                                        new Answering());
                    }
                })
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .sync()
                .channel();
    }

    private final class Answering extends SimpleChannelInboundHandler<DatagramDnsQuery> {
        @Override
        protected void channelRead0(ChannelHandlerContext context, DatagramDnsQuery query) {
            DnsQuestion question = query.recordAt(DnsSection.QUESTION);
            DatagramDnsResponse answer = new DatagramDnsResponse(
                    /* sender= */ query.recipient(), /* recipient= */ query.sender(), query.id());
            answer.addRecord(DnsSection.QUESTION, question);
            if (question.type().equals(DnsRecordType.A)) {
                byte[] address = {127, 0, 0, lastByte};
                answer.addRecord(
                        DnsSection.ANSWER,
                        new DefaultDnsRawRecord(
                                question.name(), DnsRecordType.A, TEN_MINUTES, Unpooled.wrappedBuffer(address)));
            }
            var _ = context.writeAndFlush(answer);
        }
    }
}
