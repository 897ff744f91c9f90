package io.firebreak.cell.settings;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;

class SettingsTest {
    @EnableConfigurationProperties({CellSettings.class, ChaosSettings.class})
    static class OnlySettings {}

    private static void start(String... arguments) {
        new SpringApplicationBuilder(OnlySettings.class)
                .web(WebApplicationType.NONE)
                .run(arguments)
                .close();
    }

    private static final String[] VALID = {
        "--firebreak.cell.id=cell-3",
        "--firebreak.cell.number=3",
        "--firebreak.cell.zone=zone-1",
        "--firebreak.cell.node=node-1",
        "--firebreak.cell.fleet-url=http://127.0.0.1:1",
        "--firebreak.cell.internal-secret=0123456789abcdef"
    };

    private static String[] validAnd(String... more) {
        return Stream.of(VALID, more).flatMap(Arrays::stream).toArray(String[]::new);
    }

    @Test
    void haveADefaultForAllThatIsNotTheNodesOwn() {
        start(VALID);
    }

    @Test
    void stopTheStartForAnUnknownKey() {
        assertThatThrownBy(() -> start(validAnd("--firebreak.cell.launch.trys=3")))
                .rootCause()
                .hasMessageContaining("firebreak.cell.launch.trys");
        assertThatThrownBy(() -> start(validAnd("--firebreak.chaos.enable=true")))
                .rootCause()
                .hasMessageContaining("firebreak.chaos.enable");
    }

    @Test
    void areCheckedAllTogether() {
        assertThatThrownBy(() ->
                        start("--firebreak.cell.id=cell-3", "--firebreak.cell.number=0", "--firebreak.cell.zone= "))
                .rootCause()
                .hasMessageContaining("number")
                .hasMessageContaining("zone")
                .hasMessageContaining("node")
                .hasMessageContaining("fleetUrl")
                .hasMessageContaining("internalSecret");
    }
}
