package io.firebreak.assigner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "A", "t_1", "t 1", "ü", "t\n", "12345678901234567890123456789012345678901"})
    void refusesWhatIsNoName(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TenantId(name))
                .withMessage("tenant '%s' must match [a-z0-9-]{1,40}", name);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CellId(name))
                .withMessage("cell '%s' must match [a-z0-9-]{1,40}", name);
        assertThat(TenantId.isValid(name)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"t-001", "a", "-", "1234567890123456789012345678901234567890"})
    void takesNames(String name) {
        assertThat(new TenantId(name)).hasToString(name);
        assertThat(TenantId.isValid(name)).isTrue();
    }

    @Test
    void ordersCellsByTheirNumbers() {
        List<String> ordered = List.of("10", "cell", "cell-2", "cell-10", "cell-a", "cell-a1", "d-1");
        assertThat(Stream.of("cell-a1", "d-1", "cell-10", "cell-a", "cell", "cell-2", "10")
                        .map(CellId::new)
                        .sorted()
                        .map(CellId::value))
                .containsExactlyElementsOf(ordered);
    }
}
