package io.firebreak.cell.observe;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.firebreak.cell.harness.Keys;
import io.firebreak.cell.harness.SharedCell;
import io.firebreak.cell.harness.TestCell;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** A log line of a request says whose it is, also where nothing is traced. */
class LogContextIT {
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static TestCell cell;

    @BeforeAll
    static void start() {
        cell = SharedCell.withTenants("logged");
    }

    @Test
    void aLineNamesTenantRequestAndTrace() {
        Logger dispatcher = (Logger) LoggerFactory.getLogger("org.springframework.web.servlet.DispatcherServlet");
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.list = Collections.synchronizedList(new ArrayList<>());
        lines.start();
        Level before = dispatcher.getLevel();
        dispatcher.addAppender(lines);
        dispatcher.setLevel(Level.DEBUG);
        try {
            assertThat(cell.send(cell.as(Keys.of("logged"), "/v1/shard")
                                    .header("traceparent", "00-" + TRACE + "-00f067aa0ba902b7-01")
                                    .header("Firebreak-Request-Id", "logged-1"))
                            .status())
                    .isEqualTo(200);
            assertThat(cell.send(cell.as(Keys.of("logged"), "/v1/shard").header("traceparent", "nonsense"))
                            .status())
                    .isEqualTo(200);
        } finally {
            dispatcher.setLevel(before);
            dispatcher.detachAppender(lines);
        }
        List<Map<String, String>> ofFirst = List.copyOf(lines.list).stream()
                .filter(line -> line.getFormattedMessage().startsWith("Completed"))
                .map(ILoggingEvent::getMDCPropertyMap)
                .filter(context -> "logged-1".equals(context.get("requestId")))
                .toList();
        assertThat(ofFirst)
                .singleElement()
                .isEqualTo(Map.of("tenant", "logged", "requestId", "logged-1", "traceId", TRACE));
        assertThat(List.copyOf(lines.list))
                .extracting(ILoggingEvent::getMDCPropertyMap)
                .anySatisfy(context -> assertThat(context)
                        .containsEntry("tenant", "logged")
                        .doesNotContainKey("traceId")
                        .doesNotContainEntry("requestId", "logged-1"));
    }
}
