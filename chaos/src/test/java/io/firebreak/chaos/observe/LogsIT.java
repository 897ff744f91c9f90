package io.firebreak.chaos.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.chaos.region.RegionFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The logs of a region are JSON and hold no secret. */
@ExtendWith(SharedObservedRegion.class)
class LogsIT {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Pattern OF_AN_APPLICATION = Pattern.compile("(router|directory|cell)-?.*(?<!database)\\.log");

    @Test
    void everyLineOfAnApplicationIsOneJsonObject(ObservedRegion region) throws IOException {
        int lines = 0;
        for (Path log : applicationLogs(region)) {
            for (String line : Files.readAllLines(log)) {
                JsonNode parsed = parse(log, line);
                assertThat(parsed.path("@timestamp").asString("")).as(line).isNotEmpty();
                assertThat(parsed.at("/service/name").asString("")).as(line).isNotEmpty();
                lines++;
            }
        }
        assertThat(lines).isGreaterThan(6);
    }

    @Test
    void noLogHoldsASecret(ObservedRegion region) throws IOException {
        RegionFile file = region.file();
        region.router(file.tenants().getFirst()).post("/v1/instances", Map.of("instanceType", "fbk_no_type"));
        List<String> secrets = Stream.concat(
                        Stream.of(
                                file.internalSecret(),
                                file.operatorKey(),
                                file.directory().adminToken(),
                                file.supervisor().token(),
                                password(file.directory().database()),
                                password(file.cells().getFirst().database())),
                        file.tenants().stream().map(tenant -> secretOf(tenant.key())))
                .toList();
        assertThat(secrets).hasSize(6 + ObservedRegion.TENANTS).doesNotContain("");
        for (Path log : region.logs()) {
            String text = Files.readString(log);
            assertThat(secrets).as("secrets in %s", log.getFileName()).noneMatch(text::contains);
            assertThat(text).as("%s", log.getFileName()).doesNotContainPattern("fbk_[a-z0-9-]+_[A-Za-z0-9]{20}");
        }
    }

    private static String secretOf(String key) {
        return key.substring(key.lastIndexOf('_') + 1);
    }

    private static String password(RegionFile.Database database) {
        return database.jdbcUrl().replaceFirst(".*[?&]password=([^&]*).*", "$1");
    }

    private static List<Path> applicationLogs(ObservedRegion region) {
        List<Path> logs = region.logs().stream()
                .filter(log ->
                        OF_AN_APPLICATION.matcher(log.getFileName().toString()).matches())
                .toList();
        assertThat(logs).hasSize(6);
        return logs;
    }

    private static JsonNode parse(Path log, String line) {
        try {
            return JSON.readTree(line);
        } catch (JacksonException e) {
            throw new AssertionError("%s has a line that is no JSON: %s".formatted(log.getFileName(), line), e);
        }
    }
}
