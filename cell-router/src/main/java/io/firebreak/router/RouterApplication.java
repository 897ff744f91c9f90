package io.firebreak.router;

import io.firebreak.router.standalone.StandaloneStart;
import java.util.OptionalInt;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The cell router: the thin layer every request passes. It owns nothing and keeps no state but its routing table. */
@SpringBootApplication
public class RouterApplication {
    public static void main(String[] args) {
        OptionalInt end = StandaloneStart.before(args, System.out, System.err);
        if (end.isPresent()) {
            System.exit(end.getAsInt());
        }
        SpringApplication.run(RouterApplication.class, args);
    }
}
