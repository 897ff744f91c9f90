package io.firebreak.chaos.docker;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * HTTP/1.0 over a Unix socket, which the JDK's client has not: a request has no body, and an answer ends with its connection,
 * so that nothing has to be framed (RFC 1945, section 1.3). An interrupt ends a call that waits.
 */
record EngineSocket(URI address) {
    /** Hundreds of times what an engine says of a region. */
    private static final int MOST_BYTES = 32 * 1024 * 1024;

    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] ([1-5][0-9]{2})(?: .*)?");
    private static final String END_OF_HEAD = "\r\n\r\n";

    record Answer(int status, String body) {}

    Answer call(String method, String path) throws IOException {
        String request = "%s %s HTTP/1.0\r\nHost: docker\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"
                .formatted(method, path);
        try (SocketChannel channel = SocketChannel.open(socket())) {
            ByteBuffer bytes = ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            byte[] answer = Channels.newInputStream(channel).readNBytes(MOST_BYTES);
            return answer(new String(answer, StandardCharsets.UTF_8));
        }
    }

    private SocketAddress socket() throws IOException {
        return switch (String.valueOf(address.getScheme())) {
            case "unix" -> UnixDomainSocketAddress.of(Path.of(address.getPath()));
            case "tcp" -> new InetSocketAddress(address.getHost(), address.getPort());
            default -> throw new IOException("DOCKER_HOST is none of unix:///… and tcp://host:port");
        };
    }

    private static Answer answer(String text) throws IOException {
        int end = text.indexOf(END_OF_HEAD);
        Matcher status = STATUS.matcher(text.lines().findFirst().orElse(""));
        if (end < 0 || !status.matches()) {
            throw new IOException("the answer broke off, or is no HTTP");
        }
        if (text.substring(0, end).toLowerCase(Locale.ROOT).contains("\r\ntransfer-encoding:")) {
            throw new IOException("the answer is framed, which nobody does to HTTP/1.0");
        }
        return new Answer(Integer.parseInt(status.group(1)), text.substring(end + END_OF_HEAD.length()));
    }
}
