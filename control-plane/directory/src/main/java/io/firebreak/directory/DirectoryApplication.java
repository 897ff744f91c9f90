package io.firebreak.directory;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** The region's record: cells, tenants, shards and epochs, and the routing table made of them. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class DirectoryApplication {
    public static void main(String[] arguments) {
        SpringApplication.run(DirectoryApplication.class, arguments);
    }
}
