package io.firebreak.cell.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FingerprintTest {
    @Test
    void tellsPartsApartHoweverTheyAreCut() {
        assertThat(Fingerprint.of(List.of("ab", "c"))).isNotEqualTo(Fingerprint.of(List.of("a", "bc")));
        assertThat(Fingerprint.of(List.of("1:a"))).isNotEqualTo(Fingerprint.of(List.of("1", "a")));
        assertThat(Fingerprint.of(List.of("", ""))).isNotEqualTo(Fingerprint.of(List.of("")));
        assertThat(Fingerprint.of(List.of("a", "b"))).isEqualTo(Fingerprint.of(List.of("a", "b")));
    }
}
