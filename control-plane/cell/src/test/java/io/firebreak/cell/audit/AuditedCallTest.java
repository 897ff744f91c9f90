package io.firebreak.cell.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuditedCallTest {
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "for=203.0.113.9;host=\"api:80\";proto=http | 203.0.113.9",
                "for=\"[2001:db8::1]\";proto=http | 2001:db8::1",
                "for=unknown;proto=http | 10.0.0.1",
                "for=1.2.3.4, for=5.6.7.8 | 10.0.0.1",
                "proto=http | 10.0.0.1",
                "for=' or 1=1 -- | 10.0.0.1"
            })
    void takesTheRoutersWordForTheClientIfItIsAnAddress(String forwarded, String client) {
        assertThat(AuditedCall.clientOf(forwarded, "10.0.0.1")).isEqualTo(client);
    }

    @Test
    void takesTheOtherEndWithoutARouter() {
        assertThat(AuditedCall.clientOf(null, "10.0.0.1")).isEqualTo("10.0.0.1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "00-xyz", "00-4bf92f3577b34da6a3ce929d0e0e4736", "00-4bf92f3577b34da6a3ce929d0e0e4736\n-1"})
    void takesNoTraceFromWhatIsNone(String header) {
        assertThat(AuditedCall.traceOf(header)).isNull();
    }

    @Test
    void keepsControlCharactersAndEndlessNamesOut() {
        assertThat(AuditedCall.named(Map.of("id", "a\nb\u0000c d\u00e9"))).containsExactly("a?b?c?d?");
        assertThat(AuditedCall.named(Map.of("id", "x".repeat(500))).getFirst()).hasSize(128);
    }
}
