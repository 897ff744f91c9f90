package io.firebreak.router.standalone;

import java.nio.file.Path;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/**
 * Makes what the file says of ports, limits and the log into settings of the application. Command line and environment
 * come before it, the application's own defaults after it.
 */
class StandaloneEnvironment implements EnvironmentPostProcessor {
    static final String FILE = "firebreak.router.standalone.file";

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        String file = environment.getProperty(FILE);
        if (file != null) {
            environment
                    .getPropertySources()
                    .addAfter(
                            StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                            new MapPropertySource(
                                    "standalone",
                                    StandaloneFile.read(Path.of(file)).config().start()));
        }
    }
}
