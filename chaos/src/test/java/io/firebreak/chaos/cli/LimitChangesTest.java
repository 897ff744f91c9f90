package io.firebreak.chaos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.chaos.region.Json;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LimitChangesTest {
    @Test
    void makesAMergePatchOfWhatIsGiven() {
        Map<String, Object> patch = LimitChanges.patch(
                Map.of("launch", "0.5/20"), Map.of("vcpus", "4000000000"), List.of("list", "instances"));

        assertThat(Json.MAPPER.readTree(Json.MAPPER.writeValueAsString(patch))).isEqualTo(Json.MAPPER.readTree("""
                {"rates":{"launch":{"rate":0.5,"burst":20},"list":null},
                 "quota":{"vcpus":4000000000,"instances":null}}
                """));
    }

    @Test
    void isEmptyWhenNothingIsGiven() {
        assertThat(LimitChanges.patch(null, null, null)).isEmpty();
    }
}
