package io.firebreak.cell.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.assigner.TenantId;
import io.firebreak.cell.harness.Keys;
import io.firebreak.cell.harness.SharedCell;
import io.firebreak.cell.harness.TestCell;
import io.firebreak.cell.harness.TestCell.Answer;
import io.firebreak.cell.placement.HostId;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class LifecycleIT {
    private static TestCell cell;

    @BeforeAll
    static void start() {
        cell = SharedCell.withTenants("alice", "bob", "pager", "filterer", "shifter", "tagger");
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
    void filtersByTypeZoneAndIds() {
        List<String> small = cell.launch("filterer", "small", 2).ids();
        List<String> large = cell.launch("filterer", "large", "c5.xlarge", 1).ids();
        String all = "/v1/instances?type=c5.large&type=c5.xlarge&zone=zone-1";

        assertThat(cell.get("filterer", "/v1/instances?type=c5.large").ids())
                .containsExactlyInAnyOrderElementsOf(small);
        assertThat(cell.get("filterer", "/v1/instances?type=c5.xlarge&zone=zone-1")
                        .ids())
                .isEqualTo(large);
        assertThat(cell.get("filterer", all).ids()).hasSize(3);
        assertThat(cell.get("filterer", "/v1/instances?zone=zone-9").ids()).isEmpty();
        assertThat(cell.get("filterer", all + "&id=" + small.getFirst() + "&id=" + large.getFirst())
                        .ids())
                .containsExactlyInAnyOrder(small.getFirst(), large.getFirst());
        assertThat(cell.get("bob", "/v1/instances?id=" + small.getFirst()).ids())
                .as("another tenant's id")
                .isEmpty();
        assertThat(cell.send(cell.as(TestCell.OPERATOR_KEY, "/v1/instances?id=" + small.getFirst()))
                        .ids())
                .containsExactly(small.getFirst());
    }

    @Test
    void keepsItsPlaceInAListWhileInstancesComeAndGo() {
        List<String> launched = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            launched.addAll(cell.launch("shifter", "before-" + i, 2).ids());
        }
        Answer first = cell.get("shifter", "/v1/instances?limit=4");
        first.ids().forEach(id -> cell.delete("shifter", id));
        String later = cell.launch("shifter", "after", 1).ids().getFirst();

        Answer rest = cell.get(
                "shifter",
                "/v1/instances?limit=100&cursor="
                        + first.body().path("nextCursor").asString());

        List<String> seen = new ArrayList<>(first.ids());
        seen.addAll(rest.ids());
        launched.add(later);
        assertThat(seen).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(launched);
        assertThat(rest.ids().getLast()).isEqualTo(later);
    }

    @Test
    void replacesAndMergesTags() {
        String id = runningInstance("tagger", "tags");

        Answer replaced = tags("PUT", "tagger", id, "{'team':'red','a/b:c ä':'1'}");
        assertThat(tagsOf(replaced)).isEqualTo(Map.of("team", "red", "a/b:c ä", "1"));

        Answer merged = tags("PATCH", "tagger", id, "{'team':'blue','a/b:c ä':null,'not-there':null,'env':''}");
        assertThat(tagsOf(merged)).isEqualTo(Map.of("team", "blue", "env", ""));
        assertThat(cell.get("tagger", "/v1/instances?tag.team=blue").ids()).containsExactly(id);
        assertThat(tags("PATCH", "tagger", id, "{'team':'blue'}").status()).isEqualTo(200);

        assertThat(tags("PUT", "bob", id, "{}").code()).isEqualTo("INSTANCE_NOT_FOUND");
        assertThat(tagsOf(tags("PUT", "tagger", id, "{}"))).isEmpty();
    }

    @Test
    void boundsTagsAsAWhole() {
        String id = runningInstance("tagger", "bounds");
        String fifty =
                IntStream.range(0, 50).mapToObj("'key-%d':'v'"::formatted).collect(Collectors.joining(",", "{", "}"));

        assertThat(tags("PUT", "tagger", id, fifty).status()).isEqualTo(200);
        assertThat(tags("PATCH", "tagger", id, "{'one-more':'v'}").code()).isEqualTo("INVALID_PARAMETER");
        assertThat(tags("PATCH", "tagger", id, "{'one-more':'v','key-0':null}").status())
                .isEqualTo(200);
        assertThat(tags("PUT", "tagger", id, "{'%s':'v'}".formatted("k".repeat(129)))
                        .code())
                .isEqualTo("INVALID_PARAMETER");
        assertThat(tags("PUT", "tagger", id, "{'k':'%s'}".formatted("v".repeat(257)))
                        .code())
                .isEqualTo("INVALID_PARAMETER");
        assertThat(tags("PUT", "tagger", id, "null").code()).isEqualTo("MALFORMED_JSON");
    }

    private static Answer tags(String method, String tenant, String id, String body) {
        return cell.send(cell.as(Keys.of(tenant), "/v1/instances/" + id + "/tags")
                .header("Content-Type", method.equals("PATCH") ? "application/merge-patch+json" : "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body.replace('\'', '"'))));
    }

    private static Map<String, String> tagsOf(Answer answer) {
        Map<String, String> tags = new TreeMap<>();
        answer.body()
                .path("tags")
                .propertyStream()
                .forEach(tag -> tags.put(tag.getKey(), tag.getValue().asString()));
        return tags;
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
