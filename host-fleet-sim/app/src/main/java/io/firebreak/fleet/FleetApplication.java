package io.firebreak.fleet;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The process that simulates the hosts of one cell. */
@SpringBootApplication
public class FleetApplication {
    public static void main(String[] arguments) {
        SpringApplication.run(FleetApplication.class, arguments);
    }
}
