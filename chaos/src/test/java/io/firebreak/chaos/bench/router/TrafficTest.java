package io.firebreak.chaos.bench.router;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class TrafficTest {
    private static final int TENANTS = 1_000_000;
    private static final int MANY = 10_000;
    private static final Pattern READ = Pattern.compile(
            "(?s)GET /v1/instances/i-([0-9a-f]{4})[0-9a-f]{13} HTTP/1.1\r\n.*Authorization: Bearer fbk_tenant-([0-9]{7})_[A-Za-z0-9]{20,64}\r\n\r\n");

    @Test
    void readsOfOneInstanceGoToACellOfTheTenantsShard() {
        Traffic traffic = Traffic.oneCellReads(TENANTS, 1);
        Set<Integer> tenants = new HashSet<>();
        for (int number = 0; number < MANY; number++) {
            Matcher read = READ.matcher(request(traffic, number));
            assertThat(read.matches()).isTrue();
            int tenant = Integer.parseInt(read.group(2));
            tenants.add(tenant);
            assertThat(BenchTenants.isMember(tenant, Integer.parseInt(read.group(1), 16)))
                    .isTrue();
        }
        assertThat(tenants).as("tenants of a million met").hasSizeGreaterThan(MANY * 9 / 10);
    }

    @Test
    void mixesReadsListsAndLaunches() {
        Traffic traffic = Traffic.anyCell(TENANTS, 1);
        Map<String, Integer> lines = new TreeMap<>();
        for (int number = 0; number < MANY; number++) {
            String request = request(traffic, number);
            lines.merge(request.substring(0, request.indexOf(" HTTP/1.1\r\n")), 1, Integer::sum);
        }
        assertThat(lines)
                .containsOnlyKeys("GET /v1/instance-types", "GET /v1/instances", "POST /v1/instances")
                .allSatisfy((line, count) -> assertThat(count).isGreaterThan(MANY / 64));
    }

    @Test
    void isTheSameAgainForOneSeed() {
        assertThat(request(Traffic.anyCell(TENANTS, 7), 42)).isEqualTo(request(Traffic.anyCell(TENANTS, 7), 42));
        assertThat(request(Traffic.anyCell(TENANTS, 7), 42)).isNotEqualTo(request(Traffic.anyCell(TENANTS, 8), 42));
    }

    private static String request(Traffic traffic, long number) {
        ByteBuffer out = ByteBuffer.allocate(1_024);
        traffic.write(number, out);
        return new String(out.array(), 0, out.position(), StandardCharsets.US_ASCII);
    }
}
