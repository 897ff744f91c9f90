package io.firebreak.cell.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageCursorTest {
    private static final String ID = "i-0003a41b22c90d1e5";

    @Test
    void isTheTextOfTheProtocol() {
        PageCursor cursor = new PageCursor(Instant.parse("2026-01-02T03:04:05.678901Z"), ID);

        assertThat(new String(Base64.getUrlDecoder().decode(cursor.text()), StandardCharsets.UTF_8))
                .isEqualTo("1767323045678901:" + ID);
        assertThat(PageCursor.parse(cursor.text(), ID::equals)).contains(cursor);
    }

    @ParameterizedTest
    @ValueSource(strings = {"?", "plain", "MTIz", "OmktMDAwM2E0MWIyMmM5MGQxZTU", "eDppLTAwMDNhNDFiMjJjOTBkMWU1"})
    void isNothingElse(String text) {
        assertThat(PageCursor.parse(text, ID::equals)).isEmpty();
    }
}
