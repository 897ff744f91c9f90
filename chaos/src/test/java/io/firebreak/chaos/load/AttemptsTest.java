package io.firebreak.chaos.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AttemptsTest {
    private static final ApiRequest LAUNCH = new ApiRequest("POST", "/v1/instances", "key", "token-1", "{}");
    private static final Reply GOOD = new Reply.Answer(201, "{}");
    private static final Reply NO_ROOM = new Reply.Answer(503, "{\"code\":\"INSUFFICIENT_INSTANCE_CAPACITY\"}");

    private final SteppedClock clock = new SteppedClock();

    /** Gives its replies in turn, the last one for ever. */
    private static final class RouterThatSays implements Transport {
        private final Deque<Reply> replies;
        private final List<ApiRequest> asked = new ArrayList<>();

        RouterThatSays(Reply... replies) {
            this.replies = new ArrayDeque<>(List.of(replies));
        }

        @Override
        public Reply send(ApiRequest request) {
            asked.add(request);
            return replies.size() > 1 ? replies.removeFirst() : replies.getFirst();
        }
    }

    private Attempts.Tried tried(RouterThatSays router) {
        return new Attempts(router, clock, new Random(1)).of(LAUNCH);
    }

    @Test
    void asksOnceWhenItGoesWell() {
        assertThat(tried(new RouterThatSays(GOOD))).isEqualTo(new Attempts.Tried(GOOD, 1));
        assertThat(clock.waits()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 500, 502, 503, 504})
    void triesAgainWhatMayGoBetter(int status) {
        assertThat(tried(new RouterThatSays(new Reply.Answer(status, ""), GOOD)).attempts())
                .isEqualTo(2);
    }

    @Test
    void triesAgainAfterATimeOutAndABrokenConnection() {
        RouterThatSays router = new RouterThatSays(new Reply.TimedOut(), new Reply.Broken(), GOOD);
        assertThat(tried(router)).isEqualTo(new Attempts.Tried(GOOD, 3));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 404, 409})
    void takesARefusalOfTheRequestForAnAnswer(int status) {
        assertThat(tried(new RouterThatSays(new Reply.Answer(status, ""))).attempts())
                .isEqualTo(1);
    }

    @Test
    void doesNotTryAgainForWantOfCapacity() {
        assertThat(tried(new RouterThatSays(NO_ROOM))).isEqualTo(new Attempts.Tried(NO_ROOM, 1));
    }

    @Test
    void givesUpAfterThree() {
        RouterThatSays router = new RouterThatSays(new Reply.Broken());
        assertThat(tried(router)).isEqualTo(new Attempts.Tried(new Reply.Broken(), 3));
    }

    @Test
    void sendsTheSameClientTokenEachTime() {
        RouterThatSays router = new RouterThatSays(new Reply.TimedOut());
        tried(router);
        assertThat(router.asked).containsExactly(LAUNCH, LAUNCH, LAUNCH);
    }

    @Test
    void pausesLongerWithEachAttemptAndNeverTheSame() {
        List<Long> first = new ArrayList<>();
        List<Long> second = new ArrayList<>();
        Attempts attempts = new Attempts(new RouterThatSays(new Reply.Broken()), clock, new Random(7));
        for (int i = 0; i < 500; i++) {
            attempts.of(LAUNCH);
            first.add(clock.waits().get(2 * i));
            second.add(clock.waits().get(2 * i + 1));
        }
        assertThat(first).allMatch(pause -> pause >= 0 && pause <= 100_000_000L);
        assertThat(second).allMatch(pause -> pause >= 0 && pause <= 200_000_000L);
        assertThat(second).anyMatch(pause -> pause > 150_000_000L);
        assertThat(first.stream().distinct().count()).isGreaterThan(490);
    }
}
