package io.firebreak.cell.launch;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.cell.catalogue.InstanceTypes;
import io.firebreak.cell.harness.AtOnce;
import io.firebreak.cell.harness.Books;
import io.firebreak.cell.harness.FleetInMemory;
import io.firebreak.cell.harness.TestCell;
import io.firebreak.cell.harness.TestCell.Answer;
import io.firebreak.fleet.api.Resources;
import io.firebreak.testdatabase.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Two and eight nodes, each with an engine of its own, over one database and a fleet that is nearly full: what is left is
 * found to the last slot, and a refusal is true.
 */
class NearlyFullFleetIT {
    private static final int HOSTS = 6;
    private static final List<String> TYPES = List.of("c5.large", "c5.xlarge", "c5.2xlarge", "c5.4xlarge");
    private static final long SEED = 1;

    private record Asked(String type, Answer answer) {}

    @ParameterizedTest
    @ValueSource(ints = {2, 8})
    void isFilledToTheLastSlotAndRefusesOnlyWhatDoesNotFit(int nodeCount) throws Exception {
        TestDatabase database = TestDatabase.fresh();
        FleetInMemory fleet = FleetInMemory.ofC5Hosts(HOSTS);
        List<TestCell> nodes = new ArrayList<>();
        try {
            for (int i = 1; i <= nodeCount; i++) {
                nodes.add(TestCell.start("cell-1", database, fleet, "--firebreak.cell.node=node-" + i));
            }
            nodes.getFirst().withTenant("acme", "cell-1");
            nodes.forEach(node ->
                    node.await("the push", () -> node.get("acme", "/v1/shard").status() == 200));
            fill(nodes);
        } finally {
            nodes.forEach(TestCell::close);
        }
    }

    private static void fill(List<TestCell> nodes) throws Exception {
        RandomGenerator random = new SplittableRandom(SEED);
        JdbcClient record = nodes.getFirst().database();
        // Five of six hosts' worth, so that what follows competes for the rest.
        nodes.getFirst().launch("acme", "first", "c5.9xlarge", HOSTS - 1);

        List<String> types =
                random.ints(60, 0, TYPES.size()).mapToObj(TYPES::get).toList();
        List<Answer> answers = AtOnce.call(
                types.size(), i -> nodes.get(i % nodes.size()).launch("acme", "mixed-" + i, types.get(i), 1));
        List<Asked> asked = new ArrayList<>();
        for (int i = 0; i < types.size(); i++) {
            asked.add(new Asked(types.get(i), answers.get(i)));
        }

        assertThat(answers)
                .filteredOn(answer -> answer.status() != 201)
                .isNotEmpty()
                .extracting(Answer::code)
                .containsOnly("INSUFFICIENT_INSTANCE_CAPACITY");
        Books.addUp(record);
        assertThat(asked)
                .filteredOn(one -> one.answer().status() != 201)
                .allSatisfy(one -> assertThat(hostsWithRoomFor(record, one.type()))
                        .as("hosts with room for a refused %s", one.type())
                        .isZero());
        assertThat(hostsWithRoomFor(record, "c5.large"))
                .as("slots nobody found")
                .isZero();
    }

    /** Counted in the record, in the resources these hosts run out of. */
    private static int hostsWithRoomFor(JdbcClient record, String type) {
        Resources wanted = InstanceTypes.load().find(type).orElseThrow().resources();
        return record.sql("""
                        select count(*) from host
                        where used_vcpus + ? <= vcpus and used_memory_mib + ? <= memory_mib
                          and used_network_mbps + ? <= network_mbps and used_ebs_mbps + ? <= ebs_mbps""")
                .param(wanted.vcpus())
                .param(wanted.memoryMiB())
                .param(wanted.networkMbps())
                .param(wanted.ebsMbps())
                .query(Integer.class)
                .single();
    }
}
