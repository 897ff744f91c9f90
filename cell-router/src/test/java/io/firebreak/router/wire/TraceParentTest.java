package io.firebreak.router.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http.HttpHeaders;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceParentTest {
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String PARENT = "00f067aa0ba902b7";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "00-" + TRACE + "-" + PARENT + "-01",
                "01-" + TRACE + "-" + PARENT + "-01",
                "01-" + TRACE + "-" + PARENT + "-01-more"
            })
    void goesOnWithATraceAsAStepOfItsOwn(String traceparent) {
        TraceParent step = stepOf(traceparent);
        assertThat(step.text()).matches("00-" + TRACE + "-[0-9a-f]{16}-01");
        assertThat(step.parentId()).isNotEqualTo(PARENT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "ff-" + TRACE + "-" + PARENT + "-01",
                "00-" + TRACE + "-" + PARENT + "-01-more",
                "00-" + TRACE + "-" + PARENT + "-0",
                "00-00000000000000000000000000000000-" + PARENT + "-01",
                "00-" + TRACE + "-0000000000000000-01",
                "00-4BF92F3577B34DA6A3CE929D0E0E4736-" + PARENT + "-01",
                "00_" + TRACE + "-" + PARENT + "-01"
            })
    void beginsATraceWhereThereIsNoneThatIsValid(String traceparent) {
        TraceParent step = stepOf(traceparent);
        assertThat(step.text()).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-00");
        assertThat(step.traceId()).isNotEqualTo(TRACE);
    }

    @Test
    void believesNeitherOfTwo() {
        HttpHeaders headers = Headers.empty();
        headers.add(Headers.TRACEPARENT, "00-" + TRACE + "-" + PARENT + "-01");
        headers.add(Headers.TRACEPARENT, "00-" + TRACE + "-" + PARENT + "-00");
        assertThat(TraceParent.stepOf(headers, new Random(1)).traceId()).isNotEqualTo(TRACE);
    }

    private static TraceParent stepOf(String traceparent) {
        HttpHeaders headers = Headers.empty();
        headers.set(Headers.TRACEPARENT, traceparent);
        return TraceParent.stepOf(headers, new Random(1));
    }
}
