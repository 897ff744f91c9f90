package io.firebreak.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TracingSettingsTest {
    @Test
    void isOffWithoutACollector() {
        assertThat(TracingSettings.off().isOn()).isFalse();
        assertThat(new TracingSettings(" ", 1, "").isOn()).isFalse();
        assertThat(new TracingSettings("http://127.0.0.1:4318/", 0.1, "").tracesEndpoint())
                .isEqualTo("http://127.0.0.1:4318/v1/traces");
        assertThat(new TracingSettings("https://collector/otlp", 0, "").tracesEndpoint())
                .isEqualTo("https://collector/otlp/v1/traces");
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1:4318", "grpc://host:4317", "http://", "http://a b"})
    void namesAnAddressThatIsNone(String endpoint) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TracingSettings(endpoint, 1, ""))
                .withMessageContaining("'" + endpoint + "'")
                .withMessageContaining("http://127.0.0.1:4318");
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 1.1, Double.NaN})
    void namesARatioThatIsNone(double ratio) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TracingSettings("", ratio, ""))
                .withMessageContaining("0 to 1");
    }
}
