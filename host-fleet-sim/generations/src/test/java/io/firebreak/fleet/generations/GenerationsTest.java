package io.firebreak.fleet.generations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class GenerationsTest {
    static Stream<Generation> generations() {
        return Generations.known().generations().stream();
    }

    @Test
    void goFromXenToNitroWithMetalLast() {
        assertThat(generations().map(Generation::generation))
                .containsExactly("xen-dom0", "c3", "c4", "c5", "nitro-v5", "metal");
        assertThat(generations().limit(5).map(Generation::year)).isSorted();
    }

    @ParameterizedTest
    @MethodSource("generations")
    void sayWhereEveryFigureComesFrom(Generation generation) {
        assertThat(generation.parameters())
                .hasSize(19)
                .allSatisfy(parameter -> assertThat(parameter.why()).hasSizeGreaterThan(7));
        assertThat(Generations.known().sourcesOf(generation))
                .isNotEmpty()
                .allSatisfy(source -> assertThat(source.url()).startsWith("http"))
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("generations")
    void saveNothingOnTheMainBoardThatRunsOnACard(Generation generation) {
        assertThat(Collections.disjoint(generation.mainCpu(), generation.offloaded()))
                .isTrue();
        assertThat(generation.offloaded().contains("network"))
                .isEqualTo(generation.network().servedBy() == ServedBy.CARD);
        assertThat(generation.offloaded().contains("EBS"))
                .isEqualTo(generation.ebs().servedBy() == ServedBy.CARD);
        assertThat(generation.offloaded().contains("local storage"))
                .isEqualTo(generation.localStorage().servedBy() == ServedBy.CARD);
        assertThat(generation.hasDom0()).isEqualTo(generation.reservedCpus().value() > 0);
        assertThat(generation.hasDom0())
                .isEqualTo(generation.reachesGuestMemory().toString().contains("dom0"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            source: tader-2019   | source: nobody-2019   | no source is called 'nobody-2019'
            servedBy: dom0       | servedBy: magic       | magic
            cpuFactor:           | cpuFactory:           | cpuFactor
            value: 1.10          | value: -1             | a value of at least 0
            generation: metal    | generation: iron      | the last generation must be metal
            """)
    void mistakesInTheFileAreTold(String right, String wrong, String told) throws IOException {
        String yaml = file();
        assertThat(yaml).contains(right);
        assertThatThrownBy(() -> Generations.read(yaml.replace(right, wrong))).hasStackTraceContaining(told);
    }

    private static String file() throws IOException {
        try (InputStream file = Objects.requireNonNull(GenerationsTest.class.getResourceAsStream("generations.yaml"))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
