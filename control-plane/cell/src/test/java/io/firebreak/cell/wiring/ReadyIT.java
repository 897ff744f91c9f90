package io.firebreak.cell.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.firebreak.cell.harness.FleetInMemory;
import io.firebreak.cell.harness.TestCell;
import io.firebreak.testdatabase.TestDatabase;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.availability.ApplicationAvailabilityBean;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;

/** What a router hears that asks a node whether it is worth asking. */
class ReadyIT {
    @Test
    void isReadyWithoutItsDatabaseButNotOnceItIsBeingStopped() throws Exception {
        try (TestCell cell = TestCell.start("cell-1", TestDatabase.fresh(), FleetInMemory.ofC5Hosts(1))) {
            assertThat(ask(cell, "GET")).isEqualTo(200);
            assertThat(ask(cell, "POST")).isNotEqualTo(200);

            cell.bean(HikariDataSource.class).close();
            assertThat(ask(cell, "GET")).isEqualTo(200);

            cell.bean(ApplicationAvailabilityBean.class)
                    .onApplicationEvent(new AvailabilityChangeEvent<>(this, ReadinessState.REFUSING_TRAFFIC));
            assertThat(ask(cell, "GET")).isEqualTo(503);
        }
    }

    @Test
    void isNotReadyBeforeItHasSeenItsFleet() throws Exception {
        try (TestCell cell = TestCell.startWithoutHosts("cell-1", TestDatabase.fresh(), new FleetInMemory(List.of()))) {
            assertThat(ask(cell, "GET")).isEqualTo(503);
        }
    }

    private static int ask(TestCell cell, String method) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(cell.url().resolve("/readyz"))
                    .method(method, HttpRequest.BodyPublishers.noBody())
                    .build();
            return http.send(request, BodyHandlers.discarding()).statusCode();
        }
    }
}
