package io.firebreak.cell.group;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.assigner.TenantId;
import io.firebreak.cell.capacity.HostClaim;
import io.firebreak.cell.capacity.HostStore;
import io.firebreak.cell.harness.AtOnce;
import io.firebreak.cell.harness.Books;
import io.firebreak.cell.harness.FleetInMemory;
import io.firebreak.cell.harness.Keys;
import io.firebreak.cell.harness.TestCell;
import io.firebreak.cell.harness.TestCell.Answer;
import io.firebreak.cell.lifecycle.InstanceId;
import io.firebreak.cell.placement.HostId;
import io.firebreak.cell.placement.Tenancy;
import io.firebreak.fleet.api.Host;
import io.firebreak.fleet.api.Resources;
import io.firebreak.testdatabase.TestDatabase;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two nodes over six racks of two hosts; what they record must keep to every group's strategy, whoever is first. */
class PlacementGroupIT {
    private static final int RACKS = 6;
    private static List<TestCell> nodes;

    @BeforeAll
    static void start() {
        TestDatabase database = TestDatabase.fresh();
        FleetInMemory fleet = new FleetInMemory(IntStream.range(0, 2 * RACKS)
                .mapToObj(i -> new Host(
                        "host-%05d".formatted(i),
                        "zone-1",
                        "rack-" + i % RACKS,
                        "nitro-c5",
                        Set.of("c5"),
                        new Resources(96, 196_608, 25_000, 19_000, 750, 2_000, 0)))
                .toList());
        nodes = List.of(
                TestCell.start("cell-1", database, fleet),
                TestCell.start("cell-1", database, fleet, "--firebreak.cell.node=node-2"));
        for (String tenant : List.of("acme", "other")) {
            nodes.getFirst().withTenant(tenant, "cell-1");
            nodes.getLast()
                    .await(
                            "the push",
                            () -> nodes.getLast().get(tenant, "/v1/shard").status() == 200);
        }
    }

    @AfterAll
    static void stop() {
        nodes.forEach(TestCell::close);
    }

    @Test
    void aSpreadGroupHasOneOnEachRackHoweverManyNodesLaunchAtOnce() throws Exception {
        create("wide", "spread");

        List<Answer> answers = AtOnce.call(2 * RACKS, i -> launch(nodes.get(i % 2), "wide", "wide-" + i, 1));

        assertThat(racks("wide"))
                .hasSizeBetween(2, RACKS)
                .allSatisfy((rack, instances) -> assertThat(instances).isOne());
        assertThat(answers)
                .filteredOn(answer -> answer.status() != 201)
                .extracting(Answer::code)
                .isSubsetOf("INSUFFICIENT_INSTANCE_CAPACITY", "OVERLOADED");
        for (int i = 0; racks("wide").size() < RACKS; i++) {
            assertThat(launch(nodes.get(i % 2), "wide", "more-" + i, 1).status())
                    .isEqualTo(201);
        }
        Answer full = launch(nodes.getFirst(), "wide", "one-too-many", 1);
        assertThat(full.code()).isEqualTo("INSUFFICIENT_INSTANCE_CAPACITY");
        assertThat(full.body().path("hostsLacking").path("PLACEMENT_GROUP").asInt())
                .isEqualTo(2 * RACKS);

        String ended = nodes.getFirst()
                .get("acme", "/v1/instances?state=running&state=pending")
                .ids()
                .getFirst();
        nodes.getFirst().delete("acme", ended);
        nodes.getFirst().awaitState("acme", ended, "terminated");
        assertThat(launch(nodes.getLast(), "wide", "in-its-place", 1).status()).isEqualTo(201);
        terminateAll();
    }

    @Test
    void aClusterIsOnOneRackAndDoesNotLeaveIt() throws Exception {
        create("near", "cluster");

        List<Answer> answers = AtOnce.call(8, i -> launch(nodes.get(i % 2), "near", "near-" + i, 2));

        assertThat(racks("near")).hasSize(1);
        assertThat(answers).filteredOn(answer -> answer.status() == 201).isNotEmpty();
        // Two hosts of 96 threads are a rack.
        assertThat(launchType(nodes.getFirst(), "near", "too-big", "c5.12xlarge", 5)
                        .code())
                .isEqualTo("INSUFFICIENT_INSTANCE_CAPACITY");
        terminateAll();
    }

    @Test
    void partitionsShareNoRackAndAreFilledEvenly() throws Exception {
        create("apart", "partition");

        AtOnce.call(8, i -> launch(nodes.get(i % 2), "apart", "apart-" + i, 2));

        List<Integer> sizes = nodes.getFirst()
                .database()
                .sql("select count(*) from placement_group_member where name = 'apart' group by partition")
                .query((row, _) -> row.getInt(1))
                .list();
        assertThat(sizes).hasSize(2);
        assertThat(sizes.getFirst()).isEqualTo(sizes.getLast());
        assertThat(nodes.getFirst()
                        .database()
                        .sql("select count(*) from (select rack from placement_group_member where name = 'apart'"
                                + " group by rack having count(distinct partition) > 1) as shared")
                        .query(Integer.class)
                        .single())
                .as("racks of two partitions")
                .isZero();
        terminateAll();
    }

    @Test
    void aDedicatedHostIsOneTenantsUntilItsLastInstanceIsGone() {
        TestCell node = nodes.getFirst();
        String dedicated = node.post("acme", "/v1/instances", """
                        {"instanceType":"c5.large","imageId":"ami-1","tenancy":"dedicated"}""").ids().getFirst();
        node.awaitState("acme", dedicated, "running");
        String others = node.launch("other", "shared-beside", 1).ids().getFirst();
        String own = node.launch("acme", "own-shared", 1).ids().getFirst();

        assertThat(host(others)).isNotEqualTo(host(dedicated));
        assertThat(host(own)).isNotEqualTo(host(dedicated));
        assertThat(owners()).containsExactly("acme");
        Answer explained = node.get("acme", "/v1/instances/" + dedicated + "/placement");
        assertThat(explained.body().path("instance").path("tenancy").asString()).isEqualTo("dedicated");
        assertThat(explained.body().path("hostsLacking").path("TENANCY").asInt())
                .isPositive();
        assertThat(explained.body().has("candidates")).isFalse();

        node.delete("acme", dedicated);
        node.awaitState("acme", dedicated, "terminated");
        assertThat(owners()).isEmpty();
        terminateAll();
    }

    /** As a node would that knew nothing of the others. */
    @Test
    void theRecordRefusesWhatAnEngineThatIsBehindWouldDo() {
        TestCell node = nodes.getFirst();
        GroupStore groups = node.bean(GroupStore.class);
        HostStore hosts = node.bean(HostStore.class);
        Resources little = new Resources(1, 1, 1, 1, 1, 1, 0);
        for (String strategy : List.of("cluster", "spread", "partition")) {
            create("behind-" + strategy, strategy);
            launch(node, "behind-" + strategy, "behind-" + strategy, 1);
        }
        String clustered = rackOf("behind-cluster");
        String spread = rackOf("behind-spread");

        assertThat(groups.claim(claim("behind-cluster", clustered.equals("rack-0") ? "rack-1" : "rack-0", 0)))
                .isFalse();
        assertThat(groups.claim(claim("behind-spread", spread, 0))).isFalse();
        assertThat(groups.claim(claim("behind-partition", rackOf("behind-partition"), 2)))
                .isFalse();
        assertThat(groups.claim(claim("never-created", spread, 0))).isFalse();

        HostId mine = new HostId("host-00011");
        Tenancy acmes = new Tenancy.Dedicated(new TenantId("acme"));
        assertThat(hosts.reserve(claim(mine, little, acmes))).hasSize(1);
        assertThat(hosts.reserve(claim(mine, little, acmes)))
                .as("the same tenant's")
                .hasSize(1);
        Stream.of(
                        new Tenancy.Shared(),
                        new Tenancy.Dedicated(new TenantId("other")),
                        new Tenancy.WholeHost(new TenantId("acme")))
                .forEach(tenancy -> assertThat(hosts.reserve(claim(mine, little, tenancy)))
                        .as(tenancy.toString())
                        .isEmpty());
        hosts.release(new TreeMap<>(Map.of(mine, little)));
        assertThat(owners()).containsExactly("acme");
        hosts.release(new TreeMap<>(Map.of(mine, little)));
        assertThat(owners()).isEmpty();
        terminateAll();
    }

    private static String rackOf(String groupOfOne) {
        return racks(groupOfOne).keySet().iterator().next();
    }

    private static SortedMap<HostId, HostClaim> claim(HostId host, Resources amount, Tenancy tenancy) {
        return new TreeMap<>(Map.of(host, new HostClaim(amount, tenancy)));
    }

    private static GroupClaim claim(String group, String rack, int partition) {
        return new GroupClaim(
                new TenantId("acme"),
                group,
                List.of(new GroupClaim.Member(new InstanceId("i-0001fffffffffffff"), rack, partition)));
    }

    @Test
    void metalHasItsHostForItself() {
        TestCell node = nodes.getFirst();
        String metal = node.launch("acme", "metal", "c5.metal", 1).ids().getFirst();
        String beside = node.launch("acme", "beside-metal", 1).ids().getFirst();

        assertThat(host(beside)).isNotEqualTo(host(metal));
        assertThat(owners()).containsExactly("acme");
        terminateAll();
    }

    @Test
    void theOperatorSeesHostsFiltersAndScores() {
        TestCell node = nodes.getFirst();
        String id = node.launch("acme", "seen", 1).ids().getFirst();

        Answer seen = node.send(node.as(TestCell.OPERATOR_KEY, "/v1/instances/" + id + "/placement"));

        assertThat(seen.status()).isEqualTo(200);
        assertThat(seen.body().path("instance").path("host").asString()).isEqualTo(host(id));
        assertThat(seen.body().path("candidates").path(0).path("host").asString())
                .as("the fullest host that fits comes first")
                .isEqualTo(host(id));
        assertThat(seen.body().path("candidates").size()).isEqualTo(2 * RACKS);
        assertThat(node.get("other", "/v1/instances/" + id + "/placement").status())
                .isEqualTo(404);
        Answer none = node.get("acme", "/v1/placement?instanceType=m5.large");
        assertThat(none.body().path("fitting").asInt()).isZero();
        assertThat(none.body().path("hostsLacking").path("WRONG_FAMILY").asInt())
                .isEqualTo(2 * RACKS);
        terminateAll();
    }

    @Test
    void groupsAreATenantsOwnAndAreDeletedWhenTheyAreEmpty() {
        TestCell node = nodes.getFirst();
        create("mine", "spread");
        assertThat(create("mine", "spread").status()).isEqualTo(201);
        assertThat(create("mine", "cluster").code()).isEqualTo("PLACEMENT_GROUP_EXISTS");
        assertThat(node.get("other", "/v1/placement-groups/mine").code()).isEqualTo("PLACEMENT_GROUP_NOT_FOUND");
        assertThat(launch(node, "nowhere", "in-none", 1).code()).isEqualTo("UNKNOWN_PLACEMENT_GROUP");

        String id = launch(node, "mine", "in-mine", 1).ids().getFirst();
        assertThat(delete("mine").code()).isEqualTo("PLACEMENT_GROUP_IN_USE");
        node.delete("acme", id);
        node.awaitState("acme", id, "terminated");
        assertThat(delete("mine").status()).isEqualTo(204);
        assertThat(launch(node, "mine", "in-mine", 1).ids())
                .as("a replay needs no group")
                .containsExactly(id);
        assertThat(launch(node, "mine", "after", 1).code()).isEqualTo("UNKNOWN_PLACEMENT_GROUP");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "/v1/placement-groups | {'name':'a b','strategy':'spread'}                | a b",
                "/v1/placement-groups | {'strategy':'spread'}                             | name is 'missing'",
                "/v1/placement-groups | {'name':'a','strategy':'near'}                    | cluster, spread, partition",
                "/v1/placement-groups | {'name':'a','strategy':'spread','partitions':2}   | none with strategy spread",
                "/v1/placement-groups | {'name':'a','strategy':'partition','partitions':8} | 1 to 7",
                "/v1/instances        | {'instanceType':'c5.large','imageId':'a','tenancy':'mine'} | shared or dedicated",
            })
    void badInputIsNamed(String path, String body, String named) {
        Answer refused = nodes.getFirst().post("acme", path, body.replace('\'', '"'));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.code()).isEqualTo("INVALID_PARAMETER");
        assertThat(refused.body().path("detail").asString()).contains(named);
    }

    private static Answer create(String name, String strategy) {
        return nodes.getFirst()
                .post(
                        "acme",
                        "/v1/placement-groups",
                        "{\"name\":\"%s\",\"strategy\":\"%s\"}".formatted(name, strategy));
    }

    private static Answer delete(String name) {
        return nodes.getFirst()
                .send(nodes.getFirst()
                        .as(Keys.of("acme"), "/v1/placement-groups/" + name)
                        .DELETE());
    }

    private static Answer launch(TestCell node, String group, String token, int count) {
        return launchType(node, group, token, "c5.large", count);
    }

    private static Answer launchType(TestCell node, String group, String token, String type, int count) {
        return node.post("acme", "/v1/instances", """
                {"instanceType":"%s","minCount":%d,"maxCount":%d,"imageId":"ami-1","placementGroup":"%s"}""".formatted(type, count, count, group), "Idempotency-Key", token);
    }

    /** What stands in the record, by rack. */
    private static Map<String, Integer> racks(String group) {
        return nodes.getFirst().bean(GroupStore.class).racks(new TenantId("acme"), group).stream()
                .collect(Collectors.toMap(RackUse::rack, RackUse::instances));
    }

    private static String host(String id) {
        return nodes.getFirst()
                .database()
                .sql("select host from instance where id = ?")
                .param(id)
                .query(String.class)
                .single();
    }

    private static List<String> owners() {
        return nodes.getFirst()
                .database()
                .sql("select owner from host where owner is not null")
                .query((row, _) -> row.getString(1))
                .list();
    }

    private static void terminateAll() {
        TestCell node = nodes.getLast();
        for (String tenant : List.of("acme", "other")) {
            List<String> live = node.get(tenant, "/v1/instances?state=running&state=pending&limit=1000")
                    .ids();
            live.forEach(id -> node.delete(tenant, id));
            live.forEach(id -> node.awaitState(tenant, id, "terminated"));
        }
        Books.addUp(node.database());
    }
}
