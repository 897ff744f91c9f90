package io.firebreak.cell.admission;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LevelTest {
    @ParameterizedTest
    @CsvSource({
        "DELETE, /v1/instances/i-0001a41b22c90d1e5,      OWNED",
        "GET,    /v1/instances/i-0001a41b22c90d1e5,      OWNED",
        "POST,   /v1/instances/i-0001a41b22c90d1e5:stop, OWNED",
        "PATCH,  /v1/instances/i-0001a41b22c90d1e5/tags, OWNED",
        "POST,   /v1/instances,                          LAUNCH",
        "POST,   /v1/placement-groups,                   LAUNCH",
        "DELETE, /v1/placement-groups/web,               LAUNCH",
        "GET,    /v1/instances,                          LIST",
        "HEAD,   /v1/instances,                          LIST",
        "GET,    /v1/instance-types,                     LIST",
        "GET,    /v1/placement,                          LIST",
    })
    void isOfEveryCall(String method, String path, Level level) {
        assertThat(Level.of(method, path)).isEqualTo(level);
    }
}
