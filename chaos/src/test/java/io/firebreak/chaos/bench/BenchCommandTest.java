package io.firebreak.chaos.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.chaos.cli.Failures;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class BenchCommandTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "everything | bench is 'everything': it must be assigner, fairness, launch, overload, placement or router",
                "assigner --iterations 0 | --iterations is 0: it must be 1 to 100",
                "launch --clients 0 --launching-tenants 0 --rounds 21 | --clients is 0: it must be 1 to 200; --launching-tenants is 0: it must be 1 to 1000; --rounds is 21: it must be 1 to 20",
                "router --tenants 1 --connections 16,0 | --tenants is 1: it must be 1000 to 2000000; --connections is 0: it must be 1 to 1024",
                "router --parts throughput,speed | --parts is 'speed': it must be throughput, memory or update",
                "router --peers envoy --seconds 0 | --peers is 'envoy': it must be nginx, haproxy, gateway or none; --seconds is 0: it must be 1 to 60",
                "fairness --limit 1 --architectures shuffle,star | --limit is 1: it must be 4 to 1000; --architectures: architecture is 'star': it must be one of regional, cellular, shuffle",
                "overload --steps 0.5,0,11 --loading-tenants 0 | --steps has 0.0: each must be above 0 and at most 10; --steps has 11.0: each must be above 0 and at most 10; --loading-tenants is 0: it must be 1 to 1000",
                "overload --steps 0.5,1 | --steps is [0.5, 1.0]: one must be above 1 and the last below",
                "assigner --millis 5 | --millis is 5: it must be 10 to 10000",
            })
    void refusesBadInputInOneLine(String arguments, String message) {
        StringWriter err = new StringWriter();
        int code = Failures.handledBy(new CommandLine(new BenchCommand()))
                .setErr(new PrintWriter(err, true))
                .execute(arguments.split(" "));
        assertThat(code).isEqualTo(2);
        assertThat(err.toString()).isEqualTo("firebreak: " + message + System.lineSeparator());
    }

    @Test
    void measuresThePeerAsItWorks() {
        HashedSharder peer = new HashedSharder(8, 2, 1);
        assertThat(members(peer, "acme")).hasSize(4).doesNotHaveDuplicates().isEqualTo(members(peer, "acme"));
        assertThat(members(peer, "zeta")).isNotEqualTo(members(peer, "acme"));
    }

    private static List<String> members(HashedSharder peer, String name) {
        ZonedEndpoints shard = peer.shard(name.getBytes(StandardCharsets.UTF_8), 2);
        assertThat(shard.zones()).hasSize(2);
        return shard.zones().stream()
                .flatMap(zone -> shard.endpoints(zone).stream())
                .toList();
    }
}
