package io.firebreak.router.tenancy;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.router.routing.RequestKind;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RepeatRuleTest {
    @ParameterizedTest
    @CsvSource({
        "GET, false, READ",
        "HEAD, false, READ",
        "PUT, false, REPEATABLE",
        "POST, false, ONCE",
        "POST, true, REPEATABLE",
        "PATCH, false, ONCE",
        "TRACE, false, ONCE",
    })
    void repeatsWhatTheServiceSays(String method, boolean hasKey, RequestKind kind) {
        RepeatRule rule = new RepeatRule(Set.of("GET", "HEAD", "OPTIONS", "PUT"), true, true);
        assertThat(rule.kindOf(method, hasKey)).isEqualTo(kind);
    }

    @ParameterizedTest
    @CsvSource({"GET, REPEATABLE", "DELETE, ONCE", "POST, ONCE"})
    void neitherHedgesNorTrustsKeysUnlessItIsTold(String method, RequestKind kind) {
        assertThat(new RepeatRule(Set.of("GET"), false, false).kindOf(method, true))
                .isEqualTo(kind);
    }
}
