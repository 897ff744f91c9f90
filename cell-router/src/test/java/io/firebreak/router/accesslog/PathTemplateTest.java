package io.firebreak.router.accesslog;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathTemplateTest {
    @ParameterizedTest
    @CsvSource({
        "/v1/instances, /v1/instances",
        "/v1/instances?tag.secret=x, /v1/instances",
        "/v1/instances/i-00010000000000001, /v1/instances/{}",
        "/v1/instances/i-00010000000000001:stop, /v1/instances/{}:stop",
        "/v1/instances/i-00010000000000001/tags, /v1/instances/{}/tags",
        "/v1/placement-groups/secret, /v1/placement-groups/{}",
        "/users/alice/orders, /users/{}/orders",
        "/files/%61, /files/{}",
        "/, /",
        "/a/b/c/d/e/f/g/h/i/j, /a/b/c/d/e/f/g/h/…",
        "*, {}",
        "/orders/thisisaverylongwordthatmaybeatokenofsomekind, /orders/{}",
    })
    void namesTheKindOfThingAndNotTheThing(String uri, String template) {
        assertThat(PathTemplate.of(uri)).isEqualTo(template);
    }
}
