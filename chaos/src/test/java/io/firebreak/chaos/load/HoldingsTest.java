package io.firebreak.chaos.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.chaos.measure.InstanceId;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HoldingsTest {
    private static InstanceId instance(int number) {
        return new InstanceId("i-0001%013x".formatted(number));
    }

    private static Holdings holding(int target, int instances) {
        Holdings holdings = new Holdings(target);
        holdings.add(
                IntStream.range(0, instances).mapToObj(HoldingsTest::instance).toList());
        return holdings;
    }

    @Test
    void owesNothingAtItsTarget() {
        assertThat(holding(10, 10).takeDue()).isEmpty();
    }

    @Test
    void owesTheOldestOverItsTargetOnce() {
        Holdings holdings = holding(10, 12);
        assertThat(holdings.takeDue()).containsExactly(instance(0), instance(1));
        assertThat(holdings.takeDue()).isEmpty();
    }

    @Test
    void owesAtMostEightAtOnce() {
        Holdings holdings = holding(0, 20);
        assertThat(holdings.takeDue()).hasSize(8);
        assertThat(holdings.takeDue()).hasSize(8);
        assertThat(holdings.takeDue()).hasSize(4);
    }

    @Test
    void picksTheSameForTheSameDiceAndEveryOneForSome() {
        Holdings holdings = holding(10, 3);
        assertThat(holdings.pick(-5)).isEqualTo(holdings.pick(-5));
        assertThat(IntStream.range(0, 3).mapToObj(holdings::pick).map(one -> one.orElseThrow()))
                .containsExactlyElementsOf(List.of(instance(0), instance(1), instance(2)));
    }

    @Test
    void picksNothingFromNothing() {
        assertThat(new Holdings(10).pick(3)).isEmpty();
    }
}
