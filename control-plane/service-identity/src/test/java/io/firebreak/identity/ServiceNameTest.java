package io.firebreak.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServiceNameTest {
    @ParameterizedTest
    @EnumSource(Role.class)
    void isReadAsItIsWritten(Role role) {
        ServiceName name = new ServiceName(role, "cell-3");

        assertThat(ServiceName.of(name.toString())).contains(name);
        assertThat(name.uri()).isEqualTo("spiffe://firebreak/" + role + "/cell-3");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cell",
                "cell/",
                "/cell-3",
                "CELL/cell-3",
                "king/cell-3",
                "cell/cell-3/x",
                "cell/Cell",
                "cell/a b"
            })
    void nothingElseIsAName(String text) {
        assertThat(ServiceName.of(text)).isEmpty();
    }

    @Test
    void aNameThatCouldBeReadAsAPathIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new ServiceName(Role.CELL, "../fleet"));
    }
}
