package io.firebreak.cell.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.firebreak.cell.settings.ChaosSettings;
import io.firebreak.cell.settings.PlantedFault;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class GraynessTest {
    private final Grayness grayness = of(0);

    private static Grayness of(double errors) {
        return new Grayness(new ChaosSettings(true, Path.of("chaos"), errors, PlantedFault.NONE));
    }

    @Test
    void aBadVersionFailsItsShareFromItsFirstCallOn() {
        Grayness bad = of(0.6);
        assertThat(IntStream.range(0, 100).mapToObj(call -> bad.next()).filter(Grayness.Fate.FAILED::equals))
                .hasSizeBetween(58, 62);
    }

    @Test
    void servesEverythingUntilItIsTold() {
        assertThat(IntStream.range(0, 100).mapToObj(call -> grayness.next())).containsOnly(Grayness.Fate.SERVED);
    }

    @Test
    void meetsItsSharesWithinAFewDozenCalls() {
        grayness.set(new Grayness.Shares(0.3, 0.2));
        for (int window = 0; window < 50; window++) {
            var fates = IntStream.range(0, 50)
                    .mapToObj(call -> grayness.next())
                    .collect(Collectors.groupingBy(fate -> fate, Collectors.counting()));
            assertThat(fates.get(Grayness.Fate.FAILED)).isCloseTo(15L, within(2L));
            assertThat(fates.get(Grayness.Fate.STALLED)).isCloseTo(10L, within(2L));
        }
    }

    @Test
    void letsStalledCallsGoWhenItIsWellAgain() throws Exception {
        grayness.set(new Grayness.Shares(0, 1));
        GrayFilter filter = new GrayFilter(grayness);
        MockHttpServletResponse response = new MockHttpServletResponse();
        CompletableFuture<Void> call = CompletableFuture.runAsync(
                () -> {
                    try {
                        filter.doFilter(
                                new MockHttpServletRequest("GET", "/v1/instances"), response, new MockFilterChain());
                    } catch (Exception e) {
                        throw new AssertionError(e);
                    }
                },
                Thread::startVirtualThread);
        assertThat(CompletableFuture.anyOf(
                                call, new CompletableFuture<>().completeOnTimeout(true, 200, TimeUnit.MILLISECONDS))
                        .get())
                .as("it stalls")
                .isEqualTo(true);
        grayness.set(Grayness.NONE);
        call.get(10, TimeUnit.SECONDS);
        assertThat(response.getStatus()).isEqualTo(500);
    }

    @Test
    void answersWhoeverAsksWhetherItIsWell() throws Exception {
        grayness.set(new Grayness.Shares(1, 0));
        MockFilterChain chain = new MockFilterChain();
        new GrayFilter(grayness)
                .doFilter(new MockHttpServletRequest("GET", "/readyz"), new MockHttpServletResponse(), chain);
        assertThat(chain.getRequest()).isNotNull();
    }

    @ParameterizedTest
    @CsvSource({"-0.1, 0", "0, 1.1", "0.6, 0.5", "NaN, 0"})
    void refusesWhatAreNoShares(double errors, double stalls) {
        assertThatThrownBy(() -> new Grayness.Shares(errors, stalls))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(String.valueOf(errors));
    }
}
