package io.firebreak.router.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.assigner.TenantId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TenantKeyTest {
    @Test
    void namesItsTenant() {
        assertThat(TenantKey.tenantOf("Bearer fbk_a-b-1_ABCDEFGHIJabcdefghij")).contains(new TenantId("a-b-1"));
        assertThat(TenantKey.tenantOf("bearer fbk_a_ABCDEFGHIJabcdefghij0123")).contains(new TenantId("a"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "fbk_a_ABCDEFGHIJabcdefghij",
                "Bearer fbk_a_ABCDEFGHIJabcdefghi",
                "Bearer fbk_A_ABCDEFGHIJabcdefghij",
                "Bearer FBK_a_ABCDEFGHIJabcdefghij",
                "Bearer fbk_a_b_ABCDEFGHIJabcdefghij",
                "Bearer fbk__ABCDEFGHIJabcdefghij",
                "Bearer fbk_a_ABCDEFGHIJabcdefghi!",
                "Bearer fbk_a_ABCDEFGHIJabcdefghij "
            })
    void isNothingInAnotherShape(String header) {
        assertThat(TenantKey.tenantOf(header)).isEmpty();
    }
}
