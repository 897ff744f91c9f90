import com.sun.net.httpserver.HttpServer;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;

/** One cell of some service: says who answered what for whom. {@code java Cell.java NAME PORT}; POST /stop ends it. */
class Cell {
    public static void main(String[] arguments) throws Exception {
        String name = arguments[0];
        HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", Integer.parseInt(arguments[1])), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            String tenant = exchange.getRequestHeaders().getFirst("Firebreak-Tenant");
            String answer = "%s: %s %s for %s%n"
                    .formatted(name, exchange.getRequestMethod(), exchange.getRequestURI(), tenant);
            byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.createContext("/stop", exchange -> System.exit(0));
        server.start();
    }
}
