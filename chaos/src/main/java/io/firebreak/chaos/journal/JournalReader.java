package io.firebreak.chaos.journal;

import io.firebreak.assigner.TenantId;
import io.firebreak.chaos.measure.FailedDay;
import io.firebreak.chaos.measure.IntentOutcome;
import io.firebreak.chaos.measure.MeasuredTenant;
import io.firebreak.chaos.measure.Prediction;
import io.firebreak.chaos.measure.ResultJson;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Goes through a journal line by line. What a killed program left unfinished at its end is passed over. */
final class JournalReader {
    private final Path file;
    private String startedAt = "";
    private List<RecordedStudy> studies = List.of();
    private List<String> architectures = List.of();
    private OutcomeRow.@Nullable Words words;
    /** Why the line before could not be read; null when it could. */
    private @Nullable String torn;

    private final List<RecordedDay> days = new ArrayList<>();
    private final List<RecordedRun.Failure> failures = new ArrayList<>();
    private @Nullable OpenDay open;

    private JournalReader(Path file) {
        this.file = file;
    }

    /** A day of which more may come. */
    private static final class OpenDay {
        private final DayHeader header;
        private final List<TenantId> tenants;
        private final List<Moment> moments = new ArrayList<>();
        private final List<IntentOutcome> outcomes = new ArrayList<>();
        private Prediction prediction = new Prediction(Set.of(), Set.of(), Set.of());
        private long unkept;

        OpenDay(DayHeader header) {
            this.header = header;
            this.tenants = header.measured().stream().map(MeasuredTenant::id).toList();
        }

        RecordedDay closed(@Nullable DayEnding ending) {
            return new RecordedDay(header, prediction, moments, outcomes, unkept, ending);
        }
    }

    static RecordedRun read(Path path) {
        Path file = Files.isDirectory(path) ? path.resolve("journal.jsonl") : path;
        if (!Files.isRegularFile(file)) {
            throw new UnreadableJournalException("%s: there is no such journal".formatted(file));
        }
        JournalReader reader = new JournalReader(file);
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            String line = lines.readLine();
            while (line != null) {
                String next = lines.readLine();
                reader.take(line);
                line = next;
            }
        } catch (IOException e) {
            throw new UnreadableJournalException("%s cannot be read: %s".formatted(file, e.getMessage()));
        }
        return reader.run();
    }

    private RecordedRun run() {
        if (words == null) {
            throw new UnreadableJournalException("%s: no run is noted in it".formatted(file));
        }
        close(null);
        return new RecordedRun(startedAt, studies, architectures, days, failures);
    }

    /** Only the last line of a run may be torn: the program that wrote it was killed. */
    private void take(String line) {
        try {
            JsonNode read = ResultJson.parse(line);
            if (torn != null && !read.path("event").asString("").equals("run")) {
                throw new UnreadableJournalException("%s is no journal of a run: %s".formatted(file, torn));
            }
            torn = null;
            take(read);
        } catch (JacksonException | IllegalArgumentException | IndexOutOfBoundsException e) {
            if (torn != null) {
                throw new UnreadableJournalException("%s is no journal of a run: %s".formatted(file, torn));
            }
            torn = String.valueOf(e.getMessage());
        }
    }

    private void take(JsonNode line) {
        switch (line.path("event").asString("")) {
            case "run" -> begin(line);
            case "day" -> {
                close(null);
                open = new OpenDay(ResultJson.read(line.path("day"), DayHeader.class));
            }
            case "failed" -> {
                close(null);
                failures.add(new RecordedRun.Failure(
                        line.path("study").asString(),
                        new FailedDay(
                                line.path("architecture").asString(),
                                line.path("seed").asLong(),
                                line.path("why").asString())));
            }
            default -> takeOfDay(line);
        }
    }

    private void begin(JsonNode line) {
        int format = line.path("format").asInt();
        if (format != RunLog.FORMAT) {
            throw new IllegalArgumentException("its format is %d, accepted is %d".formatted(format, RunLog.FORMAT));
        }
        startedAt = line.path("startedAt").asString();
        studies = line.path("studies")
                .valueStream()
                .map(study -> ResultJson.read(study, RecordedStudy.class))
                .toList();
        architectures =
                line.path("architectures").valueStream().map(JsonNode::asString).toList();
        words = OutcomeRow.Words.read(line);
        days.clear();
        failures.clear();
        open = null;
    }

    private void takeOfDay(JsonNode line) {
        OpenDay day = open;
        if (day == null) {
            return;
        }
        switch (line.path("event").asString("")) {
            case "predicted" ->
                day.prediction = new Prediction(names(line, "belowSlo"), names(line, "down"), names(line, "owned"));
            case "phase" ->
                day.moments.add(new Moment(
                        line.path("at").asDouble(), line.path("phase").asString()));
            case "fault" ->
                day.moments.add(new Moment(
                        line.path("at").asDouble(),
                        "%s %s: %s"
                                .formatted(
                                        line.path("kind").asString(),
                                        line.path("action").asString(),
                                        line.path("target").asString())));
            case "outcomes" -> takeOutcomes(line, day);
            case "measured" -> close(ResultJson.read(line.path("ending"), DayEnding.class));
            default -> {
                // Of a newer program: what is not known is not needed.
            }
        }
    }

    private void takeOutcomes(JsonNode line, OpenDay day) {
        OutcomeRow.Words known = words;
        if (known == null) {
            return;
        }
        JsonNode rows = line.path("outcomes");
        rows.valueStream().map(row -> OutcomeRow.read(row, day.tenants, known)).forEach(day.outcomes::add);
        day.unkept += line.path("ended").asLong() - rows.size();
    }

    private void close(@Nullable DayEnding ending) {
        if (open != null) {
            days.add(open.closed(ending));
            open = null;
        }
    }

    private static Set<TenantId> names(JsonNode line, String key) {
        return line.path(key)
                .valueStream()
                .map(name -> new TenantId(name.asString()))
                .collect(Collectors.toSet());
    }
}
