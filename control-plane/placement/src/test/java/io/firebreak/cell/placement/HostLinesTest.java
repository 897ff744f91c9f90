package io.firebreak.cell.placement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostLinesTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 5, 100, 1_000, 20_000})
    void findsEachHostAndNoOther(int hosts) {
        HostId[] ids = IntStream.range(0, hosts)
                .mapToObj(i -> new HostId("host-%06d".formatted(2 * i)))
                .toArray(HostId[]::new);
        HostLines lines = new HostLines(ids);

        assertThat(IntStream.range(0, hosts)).allMatch(rank -> lines.find(ids[rank]) == rank);
        assertThat(IntStream.range(0, hosts)
                        .mapToObj(i -> new HostId("host-%06d".formatted(2 * i + 1)))
                        .map(lines::find))
                .containsOnly(hosts == 0 ? new Integer[0] : new Integer[] {HostLines.NONE});
    }

    /** Their first characters, their lengths, or the low bytes of their characters are the same. */
    @Test
    void tellsNamesApartThatHardlyDiffer() {
        HostId[] ids = Stream.of(
                        "h",
                        "host",
                        "host-567",
                        "host-5678",
                        "host-567890123",
                        "host-5678901234",
                        "host-56789012345",
                        "host-567890123456789-one",
                        "host-567890123456789-two",
                        "hosĀ",
                        "hos\u0000",
                        "höst",
                        "h\u00f6s\u0174")
                .map(HostId::new)
                .toArray(HostId[]::new);
        HostLines lines = new HostLines(ids);

        assertThat(IntStream.range(0, ids.length)).allMatch(rank -> lines.find(ids[rank]) == rank);
        assertThat(Stream.of("host-567890123456789-six", "hosȀ", "hos", "host-567890123457")
                        .map(HostId::new)
                        .map(lines::find))
                .containsOnly(HostLines.NONE);
    }

    @Test
    void keepsWhatIsWrittenOfAHostApart() {
        HostId[] ids = {new HostId("host-1"), new HostId("host-2")};
        HostLines lines = new HostLines(ids);
        for (int rank = 0; rank < 2; rank++) {
            lines.version(rank, Long.MAX_VALUE - rank);
            lines.level(rank, Integer.MAX_VALUE - rank);
            lines.place(rank, 7 + rank);
        }

        assertThat(Arrays.stream(ids).map(lines::find)).containsExactly(0, 1);
        for (int rank = 0; rank < 2; rank++) {
            assertThat(lines.version(rank)).isEqualTo(Long.MAX_VALUE - rank);
            assertThat(lines.level(rank)).isEqualTo(Integer.MAX_VALUE - rank);
            assertThat(lines.place(rank)).isEqualTo(7 + rank);
        }
    }
}
