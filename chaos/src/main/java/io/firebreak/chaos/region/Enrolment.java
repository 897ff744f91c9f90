package io.firebreak.chaos.region;

import io.firebreak.assigner.CellId;
import io.firebreak.assigner.TenantId;
import io.firebreak.chaos.region.RegionPlan.PlannedCell;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/** Tells the directory which cells there are, has it take the tenants in, and waits until every router serves them all. */
final class Enrolment {
    /** The directory takes at most 1,000 at once; smaller batches finish within its own patience. */
    private static final int BATCH = 500;

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final RegionPlan plan;
    private final JsonCalls directory;
    private final List<JsonCalls> routers;
    private final InstantSource clock;
    private final Pause pause;

    Enrolment(RegionPlan plan, JsonCalls directory, List<JsonCalls> routers, InstantSource clock, Pause pause) {
        this.plan = plan;
        this.directory = directory;
        this.routers = List.copyOf(routers);
        this.clock = clock;
        this.pause = pause;
    }

    /** The tenants with their keys and shards, all of them served. */
    List<RegionFile.Tenant> enrol() {
        plan.cells().forEach(this::register);
        List<RegionFile.Tenant> tenants = new ArrayList<>();
        List<String> names = names(plan.settings().tenants());
        for (int from = 0; from < names.size(); from += BATCH) {
            tenants.addAll(create(names.subList(from, Math.min(from + BATCH, names.size()))));
        }
        await("the routers serve all tenants", () -> routers.stream().allMatch(this::servesAll));
        return List.copyOf(tenants);
    }

    /** {@code t-001} and on, with as many digits as the largest number needs, three at least. */
    static List<String> names(int tenants) {
        int digits = Math.max(3, Integer.toString(tenants).length());
        String form = "t-%0" + digits + "d";
        return IntStream.rangeClosed(1, tenants).mapToObj(form::formatted).toList();
    }

    private void register(PlannedCell cell) {
        List<URI> nodes = cell.nodeNames().stream().map(plan::reached).toList();
        required(directory.put(
                "/admin/v1/cells/" + cell.id(), new CellBody(cell.number(), cell.zone(), 1, "active", nodes)));
    }

    private List<RegionFile.Tenant> create(List<String> names) {
        JsonCalls.Answer answer = required(directory.post(
                "/admin/v1/tenants",
                new TenantsBody(names.stream().map(TenantBody::new).toList())));
        List<RegionFile.Tenant> tenants = new ArrayList<>();
        for (JsonNode tenant : answer.body().path("tenants")) {
            tenants.add(new RegionFile.Tenant(
                    new TenantId(tenant.path("id").asString()),
                    tenant.path("key").asString(),
                    tenant.path("cells")
                            .valueStream()
                            .map(JsonNode::asString)
                            .map(CellId::new)
                            .toList()));
        }
        if (tenants.size() != names.size()) {
            throw new RegionStartException(
                    "the directory was asked for %d tenants and gave %d".formatted(names.size(), tenants.size()));
        }
        return tenants;
    }

    private boolean servesAll(JsonCalls router) {
        JsonCalls.Answer answer = router.get("/actuator/routingtable");
        return answer.isGood()
                && answer.body().path("tenants").asInt(0) >= plan.settings().tenants()
                && answer.body().path("cells").asInt(0) >= plan.cells().size();
    }

    private void await(String what, BooleanSupplier condition) {
        Instant deadline = clock.instant().plus(PATIENCE);
        while (!condition.getAsBoolean()) {
            if (clock.instant().isAfter(deadline)) {
                throw new RegionStartException("waited %d s in vain until %s".formatted(PATIENCE.toSeconds(), what));
            }
            pause.shortly();
        }
    }

    private static JsonCalls.Answer required(JsonCalls.Answer answer) {
        if (!answer.isGood()) {
            throw new RegionStartException("the directory answered %d: %s".formatted(answer.status(), answer.body()));
        }
        return answer;
    }

    private record CellBody(int number, String zone, double weight, String state, List<URI> nodes) {}

    private record TenantBody(String id) {}

    private record TenantsBody(List<TenantBody> tenants) {}
}
