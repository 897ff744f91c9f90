package io.firebreak.chaos.observe;

import io.firebreak.chaos.region.Architecture;
import io.firebreak.chaos.region.JsonCalls;
import io.firebreak.chaos.region.LocalRegion;
import io.firebreak.chaos.region.Progress;
import io.firebreak.chaos.region.RegionFile;
import io.firebreak.chaos.region.RegionSettings;
import io.firebreak.chaos.region.Telemetry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Two cells with fifty tenants in real processes, which send their traces to a collector of the test. */
final class ObservedRegion implements AutoCloseable {
    static final int TENANTS = 50;
    private static final RegionSettings SETTINGS =
            new RegionSettings(Architecture.SHUFFLE, 2, 1, 1, 1, 2, TENANTS, 50, 1);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    final OtlpCollector collector = new OtlpCollector();
    final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    final Path home;
    final LocalRegion region;

    ObservedRegion() {
        try {
            home = Files.createTempDirectory("observed-region");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        region = LocalRegion.start(SETTINGS, Telemetry.to(collector.url()), home, Progress.toStandardError());
    }

    RegionFile file() {
        return region.file();
    }

    RegionFile.Tenant tenant(int index) {
        return file().tenants().get(index);
    }

    JsonCalls router(RegionFile.Tenant tenant) {
        return new JsonCalls(http, file().router().url(), tenant.key(), PATIENCE);
    }

    static Map<String, Object> launch() {
        return Map.of("instanceType", "t3.micro", "minCount", 1, "maxCount", 1, "imageId", "ami-1");
    }

    HttpResponse<String> get(URI url) {
        return send(HttpRequest.newBuilder(url).timeout(PATIENCE).build());
    }

    HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** What the applications have written, by process. */
    List<Path> logs() {
        try (Stream<Path> logs = Files.list(home.resolve("logs"))) {
            return logs.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        LocalRegion.stop(home, Progress.toStandardError());
        collector.close();
        try (Stream<Path> files = Files.walk(home)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(file -> {
                if (!file.delete()) {
                    file.deleteOnExit();
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
