package io.firebreak.fleet.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.firebreak.fleet.sim.ClockMode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

/** The settings as the process reads them: with the defaults of {@code application.yaml}. */
class FleetSettingsTest {
    private static final List<String> REQUIRED =
            List.of("firebreak.fleet.journal=/tmp/never-opened", "firebreak.fleet.internal-secret=a-secret");

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(FleetSettings.class)
    static class OnlySettings {}

    @Test
    void hasADefaultForAllButJournalAndSecret() {
        try (ConfigurableApplicationContext context = start()) {
            FleetSettings settings = context.getBean(FleetSettings.class);
            assertThat(settings)
                    .isEqualTo(new FleetSettings(
                            "fleet-1",
                            50,
                            List.of("zone-1"),
                            1,
                            Path.of("/tmp/never-opened"),
                            ClockMode.AUTO,
                            Duration.ofSeconds(2),
                            "a-secret"));
            assertThat(settings.toString()).doesNotContain("a-secret");
        }
    }

    @Test
    void readsZonesAsAList() {
        try (ConfigurableApplicationContext context = start("firebreak.fleet.zones=zone-1,zone-2")) {
            assertThat(context.getBean(FleetSettings.class).zones()).containsExactly("zone-1", "zone-2");
        }
    }

    @Test
    void namesEveryMistakeAtOnce() {
        assertThat(failure(
                        "firebreak.fleet.hosts=0",
                        "firebreak.fleet.zones=zone-1,zone-1",
                        "firebreak.fleet.boot-time=-1s",
                        "firebreak.fleet.internal-secret="))
                .contains("'hosts'", "'zones'", "'bootTime'", "must be the region's internal secret");
    }

    @Test
    void refusesAKeyItDoesNotKnow() {
        assertThat(failure("firebreak.fleet.hostz=3")).contains("firebreak.fleet.hostz");
    }

    private static ConfigurableApplicationContext start(String... properties) {
        List<String> all = new ArrayList<>(Arrays.asList(properties));
        REQUIRED.stream()
                .filter(required -> all.stream().noneMatch(given -> key(given).equals(key(required))))
                .forEach(all::add);
        return new SpringApplicationBuilder(OnlySettings.class)
                .web(WebApplicationType.NONE)
                .run(all.stream().map(property -> "--" + property).toArray(String[]::new));
    }

    private static String key(String property) {
        return property.substring(0, property.indexOf('='));
    }

    private static String failure(String... properties) {
        StringBuilder messages = new StringBuilder();
        for (Throwable cause = catchThrowable(() -> start(properties).close());
                cause != null;
                cause = cause.getCause()) {
            messages.append(cause.getMessage()).append('\n');
        }
        assertThat(messages).isNotEmpty();
        return messages.toString();
    }
}
