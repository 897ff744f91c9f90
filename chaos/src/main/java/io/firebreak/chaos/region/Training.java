package io.firebreak.chaos.region;

import io.firebreak.chaos.install.App;
import io.firebreak.chaos.install.Archive;
import io.firebreak.chaos.install.Installation;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Runs a region of one cell so that each application writes down what it loaded and ran. With these archives a region
 * starts at a third of the CPU time.
 */
public final class Training {
    /** Writing an archive takes half a minute of CPU time, four are written at once, and the machine may be busy. */
    private static final Duration GRACE = Duration.ofMinutes(10);

    private static final int LAUNCHES = 100;
    private static final RegionSettings SMALL =
            new RegionSettings(Architecture.SHUFFLE, 1, 1, 1, 1, 1, 3, 12, 1).withSecurity(RegionSecurity.SERVICES);

    private Training() {}

    /**
     * Makes the archives that are missing or of an older build; returns at once when there are none.
     *
     * @throws RegionStartException when the region of the training did not come up
     */
    public static void run(Progress progress) throws IOException, InterruptedException {
        Installation installation = Installation.locate();
        for (App app : App.values()) {
            installation.unpack(app);
        }
        var _ = installation.databases();
        if (installation.untrained().isEmpty()) {
            return;
        }
        progress.report("training the applications, so that they start faster");
        train(installation, new RegionHome(installation.scratch().resolve("training")));
        List<App> untrained = installation.untrained();
        if (!untrained.isEmpty()) {
            throw new RegionStartException("no archive was written for %s; logs are in %s"
                    .formatted(untrained, installation.scratch().resolve("training/logs")));
        }
    }

    private static void train(Installation installation, RegionHome home) throws IOException {
        LeftOvers.of(home).end(Supervision::sleepShortly);
        home.clear();
        SecureRandom random = new SecureRandom();
        Secrets secrets = Secrets.draw(random);
        Region.Surroundings surroundings = Supervision.surroundings(installation, random);
        RegionFile.Supervisor self = new RegionFile.Supervisor(
                URI.create("http://127.0.0.1"), ProcessHandle.current().pid(), secrets.supervisor());
        Region region = Region.plan(SMALL, home, Archive.WRITTEN, GRACE, secrets, self, surroundings);
        try {
            use(region.start(), surroundings.http(), surroundings.pause());
        } finally {
            region.supervisor().down();
            home.forget();
        }
        for (App app : App.values()) {
            installation.acceptArchive(app);
        }
    }

    /** What tenants do, so that the classes of the whole path are among those remembered. */
    private static void use(RegionFile region, HttpClient http, Pause pause) {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < LAUNCHES; i++) {
            RegionFile.Tenant tenant = region.tenants().get(i % region.tenants().size());
            JsonCalls router = JsonCalls.to(http, region.router().url(), tenant.key());
            JsonCalls.Answer launched = router.post("/v1/instances", launch(i));
            launched.body()
                    .path("instances")
                    .forEach(instance -> ids.add(instance.path("id").asString()));
            router.get("/v1/instances?limit=10");
            router.get("/v1/shard");
            if (!ids.isEmpty()) {
                router.get("/v1/instances/" + ids.getLast());
            }
            if (i % 3 == 2 && !ids.isEmpty()) {
                router.delete("/v1/instances/" + ids.removeFirst());
            }
            if (i % 10 == 0) {
                pause.shortly();
            }
        }
        JsonCalls stranger = JsonCalls.to(http, region.router().url(), "fbk_t-001_" + "x".repeat(20));
        stranger.get("/v1/instances");
    }

    private static Map<String, Object> launch(int number) {
        return Map.of(
                "instanceType",
                "t3.micro",
                "minCount",
                1,
                "maxCount",
                1,
                "imageId",
                "ami-training",
                "clientToken",
                "training-" + number);
    }
}
