package io.firebreak.chaos.region;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EnrolmentTest {
    @Test
    void namesTenantsSoThatTheySortByNumber() {
        assertThat(Enrolment.names(100))
                .hasSize(100)
                .startsWith("t-001", "t-002")
                .endsWith("t-099", "t-100");
        assertThat(Enrolment.names(10_000))
                .startsWith("t-00001")
                .endsWith("t-10000")
                .isSorted();
    }
}
