package io.firebreak.cell.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.assigner.TenantId;
import io.firebreak.cell.harness.Keys;
import io.firebreak.cell.harness.SharedCell;
import io.firebreak.cell.harness.TestCell;
import io.firebreak.cell.harness.TestCell.Answer;
import io.firebreak.cell.placement.HostId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class LifecycleIT {
    private static TestCell cell;

    @BeforeAll
    static void start() {
        cell = SharedCell.withTenants("alice", "bob", "pager");
    }

    @Test
    void stopsStartsRebootsAndTerminates() {
        String id = runningInstance("alice", "life");

        assertThat(cell.post("alice", "/v1/instances/" + id + ":stop", "")
                        .body()
                        .path("state")
                        .asString())
                .isEqualTo("stopping");
        cell.awaitState("alice", id, "stopped");
        assertThat(cell.post("alice", "/v1/instances/" + id + ":start", "").status())
                .isEqualTo(200);
        cell.awaitState("alice", id, "running");
        assertThat(cell.post("alice", "/v1/instances/" + id + ":reboot", "").status())
                .isEqualTo(200);
        assertThat(cell.delete("alice", id).body().path("state").asString()).isEqualTo("shutting-down");
        cell.awaitState("alice", id, "terminated");
        assertThat(cell.delete("alice", id).status()).isEqualTo(200);
    }

    @Test
    void refusesWhatTheStateDoesNotAllow() {
        String id = runningInstance("alice", "state");
        cell.delete("alice", id);

        Answer refused = cell.post("alice", "/v1/instances/" + id + ":start", "");

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.code()).isEqualTo("INCORRECT_INSTANCE_STATE");
        assertThat(refused.body().path("detail").asString()).contains(id).contains("start");
    }

    @Test
    void treatsAnotherTenantsInstanceAsNone() {
        String id = runningInstance("alice", "private");
        String none = "i-0001fffffffffffff";

        for (String path : List.of("/v1/instances/%s", "/v1/instances/%s:stop")) {
            boolean get = path.endsWith("s");
            Answer others = get ? cell.get("bob", path.formatted(id)) : cell.post("bob", path.formatted(id), "");
            Answer nones = get ? cell.get("bob", path.formatted(none)) : cell.post("bob", path.formatted(none), "");
            assertThat(others.status()).isEqualTo(404);
            assertThat(others.raw().body().replace(id, "ID"))
                    .isEqualTo(nones.raw().body().replace(none, "ID"));
        }
        assertThat(cell.delete("bob", id).status()).isEqualTo(404);
        assertThat(cell.state("alice", id)).isEqualTo("running");
        assertThat(cell.get("bob", "/v1/instances").ids()).doesNotContain(id);
    }

    @Test
    void gives404ForWhatIsNoId() {
        assertThat(cell.get("alice", "/v1/instances/nonsense").code()).isEqualTo("INSTANCE_NOT_FOUND");
        assertThat(cell.get("alice", "/v1/instances/i-00010000000000000%27").status())
                .isEqualTo(404);
    }

    @Test
    void pagesInOrderOfLaunchWithoutGapsOrRepeats() {
        List<String> launched = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            launched.addAll(cell.launch("pager", "page-" + i, 3).ids());
        }

        List<String> listed = new ArrayList<>();
        String cursor = "";
        do {
            Answer page = cell.get("pager", "/v1/instances?limit=4&cursor=" + cursor);
            assertThat(page.ids()).hasSizeLessThanOrEqualTo(4);
            listed.addAll(page.ids());
            cursor = page.body().path("nextCursor").asString("");
        } while (!cursor.isEmpty());

        assertThat(listed).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(launched);
    }

    @Test
    void filtersByStateAndTags() {
        Answer tagged = cell.post("bob", "/v1/instances", """
                {"instanceType":"c5.large","minCount":1,"maxCount":1,"imageId":"ami-1",
                 "tags":{"team":"red","env":"it's \\"x\\""}}""");
        String id = tagged.ids().getFirst();
        cell.awaitState("bob", id, "running");

        assertThat(cell.get("bob", "/v1/instances?tag.team=red").ids()).containsExactly(id);
        assertThat(cell.get("bob", "/v1/instances?tag.team=red&tag.env=it%27s%20%22x%22")
                        .ids())
                .containsExactly(id);
        assertThat(cell.get("bob", "/v1/instances?tag.team=blue").ids()).isEmpty();
        assertThat(cell.get("bob", "/v1/instances?tag.team=red&state=stopped").ids())
                .isEmpty();
        assertThat(cell.get("bob", "/v1/instances?tag.team=red&state=running&state=stopped")
                        .ids())
                .containsExactly(id);
    }

    @Test
    void namesHostsOnlyToTheOperator() {
        String alices = runningInstance("alice", "host");
        Answer asTenant = cell.get("alice", "/v1/instances/" + alices);
        Answer asOperator = cell.send(cell.as(TestCell.OPERATOR_KEY, "/v1/instances/" + alices));

        assertThat(asTenant.body().path("host").asString()).startsWith("h-");
        assertThat(asTenant.raw().body()).doesNotContain("host-0");
        assertThat(asOperator.body().path("host").asString()).startsWith("host-0");
        assertThat(asOperator.body().path("tenant").asString()).isEqualTo("alice");
        assertThat(cell.send(cell.as(TestCell.OPERATOR_KEY, "/v1/instances/" + alices)
                                .DELETE())
                        .code())
                .isEqualTo("FORBIDDEN");
    }

    @Test
    void givesEachTenantItsOwnNameForAHost() {
        HostTags tags = cell.bean(HostTags.class);
        var host = new HostId("host-00001");

        assertThat(tags.tag(new TenantId("alice"), host))
                .isEqualTo(tags.tag(new TenantId("alice"), host))
                .isNotEqualTo(tags.tag(new TenantId("bob"), host));
    }

    private static String runningInstance(String tenant, String token) {
        String id =
                cell.launch(tenant, token + Keys.of(tenant).length(), 1).ids().getFirst();
        cell.awaitState(tenant, id, "running");
        return id;
    }
}
