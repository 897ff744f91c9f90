package io.firebreak.chaos.attack;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A request that must be refused.
 *
 * @param kind what is wrong with it
 * @param target the request's target as it is sent
 * @param headers whole lines, without what frames the body
 * @param body a character for each byte
 * @param right what a refusal looks like
 */
public record Attack(
        String kind, URI server, String method, String target, List<String> headers, String body, Right right) {
    /** A refusal in the protocol: the client's fault, and never the server's. */
    public static final Right REFUSED =
            answer -> answer.status() >= 400 && answer.status() < 500 && answer.status() != 429;

    /** As {@link #REFUSED}, and methods that are none. */
    public static final Right REFUSED_OR_UNKNOWN = answer -> REFUSED.is(answer) || answer.status() == 501;

    /** The same as to everybody who is not known. */
    public static final Right UNAUTHENTICATED = answer -> answer.status() == 401;

    /** What another's is looks as if it were not. */
    public static final Right NOT_THERE = answer -> answer.status() == 404;

    /** A question about another's things is answered as if there were none. */
    public static final Right NOTHING_OR_REFUSED = answer -> REFUSED.is(answer)
            || (answer.status() == 200
                    && (answer.body().contains("\"instances\":[]")
                            || answer.body().contains("\"entries\":[]")));

    /** Whether an answer is the right one. */
    @FunctionalInterface
    public interface Right {
        boolean is(RawAnswer answer);
    }

    public Attack {
        headers = List.copyOf(headers);
    }

    /** The bytes on the wire; a body gets its length. */
    byte[] bytes() {
        StringBuilder head = new StringBuilder();
        head.append(method).append(' ').append(target).append(" HTTP/1.1\r\nHost: ");
        head.append(server.getAuthority()).append("\r\n");
        headers.forEach(line -> head.append(line).append("\r\n"));
        boolean framed = headers.stream().anyMatch(line -> line.startsWith("Transfer-Encoding"));
        if (!framed && (!body.isEmpty() || method.equals("POST") || method.equals("PUT") || method.equals("PATCH"))) {
            head.append("Content-Length: ").append(body.length()).append("\r\n");
        }
        head.append("\r\n");
        return head.append(body).toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    @Override
    public String toString() {
        String shown = target.length() <= 120 ? target : target.substring(0, 120) + "…";
        return "%s: %s %s%s".formatted(kind, method, server, shown);
    }

    /** Begins an attack of one kind. */
    public static Builder of(String kind, URI server, String method, String target) {
        return new Builder(kind, server, method, target);
    }

    /** Puts one together. */
    public static final class Builder {
        private final String kind;
        private final URI server;
        private final String method;
        private final String target;
        private final List<String> headers = new ArrayList<>();
        private String body = "";

        private Builder(String kind, URI server, String method, String target) {
            this.kind = kind;
            this.server = server;
            this.method = method;
            this.target = target;
        }

        public Builder key(String key) {
            return header("Authorization: Bearer " + key);
        }

        public Builder header(String line) {
            headers.add(line);
            return this;
        }

        public Builder json(String text) {
            return body("application/json", text.getBytes(StandardCharsets.UTF_8));
        }

        public Builder body(String mediaType, byte[] content) {
            if (!mediaType.isEmpty()) {
                headers.add("Content-Type: " + mediaType);
            }
            body = new String(content, StandardCharsets.ISO_8859_1);
            return this;
        }

        /** The example of a call, if it has a body. */
        public Builder bodyOf(ApiCall call) {
            return call.hasBody()
                    ? body(
                            call.mediaType(),
                            call.body().map(Object::toString).orElse("{}").getBytes(StandardCharsets.UTF_8))
                    : this;
        }

        public Attack must(Right right) {
            return new Attack(kind, server, method, target, headers, body, right);
        }
    }
}
