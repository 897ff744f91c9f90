package io.firebreak.router;

import io.firebreak.router.standalone.StandaloneStart;
import java.util.Map;
import java.util.OptionalInt;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The cell router: the thin layer every request passes. It owns nothing and keeps no state but its routing table. */
@SpringBootApplication
public class RouterApplication {
    /**
     * Netty looks at each access to each buffer whether the buffer is still there, and follows some of them in search of leaks. The
     * tests run with both, the router as it is shipped with neither; whoever looks for a leak sets the properties.
     */
    private static final Map<String, String> BUFFERS_AS_SHIPPED =
            Map.of("io.netty.buffer.checkAccessible", "false", "io.netty.leakDetection.level", "disabled");

    public static void main(String[] args) {
        OptionalInt end = StandaloneStart.before(args, System.out, System.err);
        if (end.isPresent()) {
            System.exit(end.getAsInt());
        }
        BUFFERS_AS_SHIPPED.forEach((name, value) -> System.setProperty(name, System.getProperty(name, value)));
        SpringApplication.run(RouterApplication.class, args);
    }
}
