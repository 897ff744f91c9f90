package io.firebreak.chaos.compare;

import io.firebreak.chaos.measure.ArchitectureMeasure;
import io.firebreak.chaos.measure.ArchitectureResult;
import io.firebreak.chaos.measure.CompareResult;
import io.firebreak.chaos.measure.Day;
import io.firebreak.chaos.measure.FailedDay;
import io.firebreak.chaos.region.Architecture;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a run has found so far: a result of each study can be had at any time, and says what it still lacks. */
final class Findings {
    private final List<Architecture> architectures;
    private final String startedAt;
    private final Map<Study, Map<Architecture, Days>> days = new LinkedHashMap<>();

    /** @param architectures those each study is to run on */
    Findings(List<Study> studies, List<Architecture> architectures, String startedAt) {
        this.architectures = List.copyOf(architectures);
        this.startedAt = startedAt;
        studies.forEach(study -> days.put(study, new EnumMap<>(Architecture.class)));
    }

    /** The days of one study on one architecture. */
    private static final class Days {
        private final List<Day> measured = new ArrayList<>();
        private final List<FailedDay> failed = new ArrayList<>();
        private int cells;
        private int shardSize;
    }

    /** @param shardSize the most cells a tenant of the region is mapped to */
    void measured(Study study, Architecture architecture, int cells, int shardSize, Day day) {
        Days ofStudy = of(study, architecture);
        ofStudy.cells = cells;
        ofStudy.shardSize = shardSize;
        ofStudy.measured.add(day);
    }

    void failed(Study study, FailedDay day) {
        of(study, Architecture.of(day.architecture())).failed.add(day);
    }

    private Days of(Study study, Architecture architecture) {
        Map<Architecture, Days> ofStudy = days.get(study);
        if (ofStudy == null) {
            throw new IllegalArgumentException("%s is no study of this run".formatted(study.name()));
        }
        return ofStudy.computeIfAbsent(architecture, _ -> new Days());
    }

    /** One result for each study, in their order. */
    List<CompareResult> results() {
        return days.keySet().stream().map(this::result).toList();
    }

    CompareResult result(Study study) {
        Map<Architecture, Days> ofStudy = days.getOrDefault(study, Map.of());
        List<ArchitectureResult> found = architectures.stream()
                .flatMap(architecture -> pooled(study, architecture, ofStudy.get(architecture)).stream())
                .toList();
        List<FailedDay> failed =
                ofStudy.values().stream().flatMap(one -> one.failed.stream()).toList();
        return Results.of(study, found, failed, missing(study, ofStudy), startedAt);
    }

    private static Optional<ArchitectureResult> pooled(Study study, Architecture architecture, @Nullable Days ofStudy) {
        return ofStudy == null || ofStudy.measured.isEmpty()
                ? Optional.empty()
                : Optional.of(ArchitectureMeasure.pool(
                        study.gameDay(),
                        architecture,
                        ofStudy.cells,
                        ofStudy.shardSize,
                        ofStudy.measured,
                        ofStudy.failed));
    }

    /** What has not been run yet, in words. */
    private List<String> missing(Study study, Map<Architecture, Days> ofStudy) {
        return architectures.stream()
                .flatMap(architecture -> {
                    Days one = ofStudy.get(architecture);
                    int done = one == null ? 0 : one.measured.size() + one.failed.size();
                    int lacking = study.seeds().size() - done;
                    return lacking <= 0
                            ? Stream.empty()
                            : Stream.of("%s: %d of %d days are not run yet"
                                    .formatted(
                                            architecture, lacking, study.seeds().size()));
                })
                .toList();
    }
}
