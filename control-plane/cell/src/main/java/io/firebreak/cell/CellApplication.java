package io.firebreak.cell;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** One node of a cell: the instance service of the tenants whose shard has this cell. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class CellApplication {
    public static void main(String[] args) {
        SpringApplication.run(CellApplication.class, args);
    }
}
