package io.firebreak.router.gather;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PositionTest {
    @Test
    void isTheCursorOfTheProtocol() {
        Position position = Position.of("2026-01-01T00:00:00.000001Z", "i-0003a41b22c90d1e5")
                .orElseThrow();
        assertThat(position.toCursor()).isEqualTo("MTc2NzIyNTYwMDAwMDAwMTppLTAwMDNhNDFiMjJjOTBkMWU1");
        assertThat(Position.fromCursor(position.toCursor())).contains(position);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "%%%", "bm90aGluZw", "OmktMQ", "eDppLTE"})
    void isNothingForWhatIsNoCursor(String cursor) {
        assertThat(Position.fromCursor(cursor)).isEmpty();
    }
}
