package io.firebreak.chaos.docker;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * The calls of the Docker Engine's API a driver makes, answered as Docker 28 does, on containers that are nothing but a state.
 * What was done is kept in order.
 */
public final class ScriptedEngine implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpServer server;
    private final Map<String, Box> boxes = Collections.synchronizedMap(new LinkedHashMap<>());
    private final List<String> done = Collections.synchronizedList(new ArrayList<>());
    private volatile boolean broken;

    private static final class Box {
        final String id;
        final Map<String, String> labels;
        final List<String> environment;
        String state = "running";
        String health = "healthy";
        /** It comes up once more after so many kills, as when the engine was just starting it again. */
        int comesBack;

        Box(String id, Map<String, String> labels, List<String> environment) {
            this.id = id;
            this.labels = labels;
            this.environment = environment;
        }
    }

    public ScriptedEngine() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::serve);
        server.start();
    }

    public URI address() {
        return URI.create("tcp://127.0.0.1:" + server.getAddress().getPort());
    }

    /** A container of a service, whose id is the service's name. */
    public void container(String project, String service, Map<String, String> environment) {
        boxes.put(
                service,
                new Box(
                        service,
                        Map.of("com.docker.compose.project", project, "com.docker.compose.service", service),
                        environment.entrySet().stream()
                                .map(entry -> entry.getKey() + "=" + entry.getValue())
                                .toList()));
    }

    /** A container {@code docker compose run} made. */
    public void oneOff(String project, String service, String id) {
        boxes.put(
                id,
                new Box(
                        id,
                        Map.of(
                                "com.docker.compose.project", project,
                                "com.docker.compose.service", service,
                                "com.docker.compose.oneoff", "True"),
                        List.of()));
    }

    public void isIn(String state, String service) {
        box(service).state = state;
    }

    void hasHealth(String health, String service) {
        box(service).health = health;
    }

    void comesBackOnce(String service) {
        box(service).comesBack = 1;
    }

    void answersNothingGood() {
        broken = true;
    }

    public String stateOf(String service) {
        return box(service).state;
    }

    /** What was done to containers so far. */
    public List<String> done() {
        return List.copyOf(done);
    }

    private Box box(String id) {
        Box box = boxes.get(id);
        if (box == null) {
            throw new AssertionError("no container " + id);
        }
        return box;
    }

    private void serve(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String[] parts = path.split("/", -1);
        if (broken) {
            answer(exchange, 500, Map.of("message", "the disk is full"));
        } else if (path.equals("/containers/json")) {
            answer(exchange, 200, listed(exchange.getRequestURI().getRawQuery()));
        } else if (!boxes.containsKey(parts[2])) {
            answer(exchange, 404, Map.of("message", "No such container: " + parts[2]));
        } else if (parts[3].equals("json")) {
            answer(exchange, 200, described(box(parts[2])));
        } else {
            int status;
            synchronized (this) {
                status = act(box(parts[2]), parts[3], exchange.getRequestURI().getQuery());
            }
            answer(exchange, status, status < 400 ? Map.of() : Map.of("message", "Conflict"));
        }
    }

    /** The states in which Docker refuses what, and what each leads to. */
    private int act(Box box, String what, String query) {
        boolean runs = box.state.equals("running") || box.state.equals("paused") || box.state.equals("restarting");
        switch (what) {
            case "kill", "stop" -> {
                if (!runs) {
                    return what.equals("kill") ? 409 : 304;
                }
                box.state = box.comesBack-- > 0 ? "running" : "exited";
            }
            case "start" -> {
                if (box.state.equals("paused")) {
                    return 409;
                }
                if (runs) {
                    return 304;
                }
                box.state = "running";
            }
            case "pause" -> {
                if (!box.state.equals("running")) {
                    return 409;
                }
                box.state = "paused";
            }
            case "unpause" -> {
                if (!box.state.equals("paused")) {
                    return 500;
                }
                box.state = "running";
            }
            default -> throw new AssertionError(what);
        }
        done.add(what + (query == null ? "" : "?" + query) + " " + box.id);
        return 204;
    }

    private List<Map<String, Object>> listed(String query) {
        String filters = URLDecoder.decode(query, StandardCharsets.UTF_8).replaceFirst(".*filters=", "");
        String label = JSON.readTree(filters).path("label").get(0).asString();
        String[] wanted = label.split("=", 2);
        return boxes.values().stream()
                .filter(box -> wanted[1].equals(box.labels.get(wanted[0])))
                .map(box -> Map.<String, Object>of("Id", box.id, "Labels", box.labels, "State", box.state))
                .toList();
    }

    private static Map<String, Object> described(Box box) {
        return Map.of(
                "Id",
                box.id,
                "RestartCount",
                2,
                "State",
                Map.of("Status", box.state, "Pid", 77, "Health", Map.of("Status", box.health)),
                "Config",
                Map.of("Labels", box.labels, "Env", box.environment));
    }

    private static void answer(HttpExchange exchange, int status, Object body) throws IOException {
        byte[] json = JSON.writeValueAsBytes(body);
        boolean hasBody = status != 204 && status != 304;
        exchange.sendResponseHeaders(status, hasBody ? json.length : -1);
        if (hasBody) {
            exchange.getResponseBody().write(json);
        }
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
