package io.firebreak.router.cells;

import com.sun.net.httpserver.Headers;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads requests by the letter of RFC 9112 and tolerates nothing: whatever a proxy must not send is a violation. It answers
 * with raw bytes, so that it can itself send what no cell should.
 */
public final class StrictCell extends RawCell {
    private static final int LONGEST_HEAD = 64 * 1024;
    private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
    private static final Pattern REQUEST_LINE = Pattern.compile("(" + TOKEN + ") (/[!-~]*) HTTP/1\\.1");
    private static final Pattern FIELD = Pattern.compile("(" + TOKEN + "): ?([\\x21-\\x7e\\x80-\\xff \\t]*)");
    private static final Pattern LENGTH = Pattern.compile("[0-9]{1,9}");

    private final List<SeenRequest> requests = new CopyOnWriteArrayList<>();
    private final List<String> violations = new CopyOnWriteArrayList<>();
    private volatile Function<SeenRequest, String> habit = request -> ok("{}");

    /** An answer of 200 with its length. */
    public static String ok(String body) {
        return "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
                .formatted(body.length(), body);
    }

    /** From now on it answers so, byte by byte. An answer that must be cut off ends with {@link #CUT}. */
    public void becomes(Function<SeenRequest, String> bytes) {
        habit = bytes;
    }

    /** At the end of an answer: the connection is closed there. */
    public static final String CUT = "\u0100";

    /** What no proxy may send, in order of arrival. */
    public List<String> violations() {
        return violations;
    }

    @Override
    public List<SeenRequest> seen() {
        return requests;
    }

    /** Forgets what it saw, and answers 200 again. */
    public void forget() {
        requests.clear();
        violations.clear();
        habit = request -> ok("{}");
    }

    @Override
    void serve(Socket connection) {
        try (connection) {
            InputStream in = connection.getInputStream();
            for (SeenRequest request = read(in); request != null; request = read(in)) {
                requests.add(request);
                String answer = habit.apply(request);
                boolean cut = answer.endsWith(CUT);
                connection
                        .getOutputStream()
                        .write((cut ? answer.substring(0, answer.length() - 1) : answer)
                                .getBytes(StandardCharsets.ISO_8859_1));
                if (cut) {
                    return;
                }
            }
        } catch (IOException gone) {
            // the router closed the connection, which it may at any time
        }
    }

    @Override
    void handle(Socket connection) {
        throw new AssertionError("it serves connections as a whole");
    }

    private @Nullable SeenRequest read(InputStream in) throws IOException {
        String head = head(in);
        if (head.isEmpty()) {
            return null;
        }
        String[] lines = head.split("\r\n", -1);
        var start = REQUEST_LINE.matcher(lines[0]);
        if (!start.matches()) {
            violations.add("request line: " + lines[0]);
            return null;
        }
        Headers headers = new Headers();
        for (int i = 1; i < lines.length; i++) {
            var field = FIELD.matcher(lines[i]);
            if (!field.matches()) {
                violations.add("field line: " + lines[i]);
                return null;
            }
            headers.add(field.group(1), field.group(2));
        }
        int length = length(headers);
        String body = new String(in.readNBytes(length), StandardCharsets.ISO_8859_1);
        return new SeenRequest(start.group(1), start.group(2), headers, body);
    }

    private int length(Headers headers) {
        if (headers.containsKey("Transfer-Encoding")) {
            violations.add("Transfer-Encoding: " + headers.get("Transfer-Encoding"));
        }
        if (headers.getOrDefault("Host", List.of()).size() != 1) {
            violations.add("Host: " + headers.get("Host"));
        }
        List<String> lengths = headers.getOrDefault("Content-Length", List.of("0"));
        if (lengths.size() != 1 || !LENGTH.matcher(lengths.getFirst()).matches()) {
            violations.add("Content-Length: " + lengths);
            return 0;
        }
        return Integer.parseInt(lengths.getFirst());
    }

    /** All up to the empty line; nothing at the end of the connection. */
    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.length() < LONGEST_HEAD) {
            int next = in.read();
            if (next < 0) {
                if (head.isEmpty()) {
                    return "";
                }
                throw new EOFException("in the middle of a head");
            }
            head.append((char) next);
            if (head.length() >= 4 && head.substring(head.length() - 4).equals("\r\n\r\n")) {
                return head.substring(0, head.length() - 4);
            }
        }
        throw new IOException("a head without an end");
    }
}
