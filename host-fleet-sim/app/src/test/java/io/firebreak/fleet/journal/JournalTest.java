package io.firebreak.fleet.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.firebreak.fleet.api.HostedInstance;
import io.firebreak.fleet.api.HostedState;
import io.firebreak.fleet.api.Resources;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
    private static final String FLEET = "fleet-1";

    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void nameTheFile() {
        file = directory.resolve("new/fleet.journal");
    }

    @Test
    void startsEmptyWhereThereIsNoFile() {
        assertThat(recover()).isEqualTo(new Recovered(0, List.of(), 0));
    }

    @Test
    void bringsBackTheNewestChangeOfEachInstanceInTheOrderOfTheChanges() {
        append(10, change("a", 1), change("b", 1));
        append(20, change("c", 1));
        append(30, change("a", 2));

        assertThat(recover()).isEqualTo(new Recovered(30, List.of(change("b", 1), change("c", 1), change("a", 2)), 0));
    }

    @Test
    void remembersTheClockWithoutAnyChange() {
        append(40);
        assertThat(recover().clockMillis()).isEqualTo(40);
    }

    @Test
    void cutsOffATornTailAtEveryLengthItMayHave() throws IOException {
        append(10, change("a", 1));
        byte[] whole = Files.readAllBytes(file);
        append(20, change("b", 1), change("c", 1));
        byte[] longer = Files.readAllBytes(file);

        for (int length = whole.length + 1; length < longer.length; length++) {
            Files.write(file, Arrays.copyOf(longer, length));
            assertThat(recover()).isEqualTo(new Recovered(10, List.of(change("a", 1)), length - whole.length));
            assertThat(file).hasBinaryContent(whole);
        }
    }

    @Test
    void startsOverWhenItWasKilledWhileItWasCreated() throws IOException {
        recover();
        byte[] header = Files.readAllBytes(file);
        for (int length = 0; length < header.length; length++) {
            Files.write(file, Arrays.copyOf(header, length));
            assertThat(recover()).isEqualTo(new Recovered(0, List.of(), length));
            assertThat(file).hasBinaryContent(header);
        }
    }

    @Test
    void goesOnBehindATornTail() throws IOException {
        append(10, change("a", 1));
        Files.writeString(file, "0badc0de {\"clockMi", StandardOpenOption.APPEND);
        append(20, change("b", 1));
        assertThat(recover().changes()).containsExactly(change("a", 1), change("b", 1));
    }

    @Test
    void doesNotBelieveATailOfZeros() throws IOException {
        append(10, change("a", 1));
        Files.write(file, new byte[4_096], StandardOpenOption.APPEND);
        assertThat(recover()).isEqualTo(new Recovered(10, List.of(change("a", 1)), 4_096));
    }

    @Test
    void refusesAFileThatIsDamagedInTheMiddle() throws IOException {
        append(10, change("a", 1));
        append(20, change("b", 1));
        String text = Files.readString(file, StandardCharsets.UTF_8);
        Files.writeString(file, text.replace("\"a\"", "\"x\""));

        assertThatExceptionOfType(JournalException.class)
                .isThrownBy(this::recover)
                .withMessageContaining("Line 2")
                .withMessageContaining("is damaged");
    }

    @Test
    void refusesTheJournalOfAnotherFleet() {
        append(10, change("a", 1));
        assertThatExceptionOfType(JournalException.class)
                .isThrownBy(() -> Journal.open(file, "fleet-2"))
                .withMessageContaining("is the journal of fleet-1");
    }

    @Test
    void refusesASecondFleetOnTheSameFile() {
        try (Journal.Opened first = Journal.open(file, FLEET)) {
            first.journal().append(10, List.of(change("a", 1)));
            assertThatExceptionOfType(JournalException.class)
                    .isThrownBy(() -> Journal.open(file, FLEET))
                    .withMessageContaining("in use");
        }
        assertThat(recover().changes()).containsExactly(change("a", 1));
    }

    @Test
    void isCompactedWhenItHasGrownAndHoldsTheSameThen() {
        long grown = 2_000;
        List<Change> expected;
        try (Journal.Opened opened = Journal.open(file, FLEET, grown)) {
            Journal journal = opened.journal();
            int generation = 1;
            for (; !journal.isCompactionDue(); generation++) {
                journal.append(generation, List.of(change("a", generation)));
            }
            expected = List.of(change("a", generation - 1));
            assertThat(journal.size()).isGreaterThan(grown);

            journal.compact(generation, expected);
            assertThat(journal.size()).isLessThan(grown / 2);
            assertThat(journal.isCompactionDue()).isFalse();

            journal.append(100, List.of(change("b", 1)));
            assertThat(file).hasSize(journal.size());
        }
        assertThat(recover()).isEqualTo(new Recovered(100, List.of(expected.getFirst(), change("b", 1)), 0));
        assertThat(directory.resolve("new/fleet.journal.compacted")).doesNotExist();
    }

    @Test
    void isNotCompactedAgainBeforeItHasDoubled() {
        try (Journal.Opened opened = Journal.open(file, FLEET, 1)) {
            Journal journal = opened.journal();
            journal.append(1, List.of(change("a", 1)));
            journal.compact(1, List.of(change("a", 1)));
            long compacted = journal.size();
            while (!journal.isCompactionDue()) {
                journal.append(2, List.of(change("a", 2)));
            }
            assertThat(journal.size()).isGreaterThan(2 * compacted);
        }
    }

    @Test
    void ignoresACompactionThatWasKilledBeforeItsEnd() throws IOException {
        append(10, change("a", 1));
        Path compacted = directory.resolve("new/fleet.journal.compacted");
        Files.writeString(compacted, "half a jour");
        assertThat(recover().changes()).containsExactly(change("a", 1));
        assertThat(compacted).doesNotExist();
    }

    private Recovered recover() {
        try (Journal.Opened opened = Journal.open(file, FLEET)) {
            return opened.recovered();
        }
    }

    private void append(long clockMillis, Change... changes) {
        try (Journal.Opened opened = Journal.open(file, FLEET)) {
            opened.journal().append(clockMillis, List.of(changes));
        }
    }

    private static Change change(String instance, long generation) {
        Resources resources = new Resources(2, 4_096, 750, 650, 3, 27, 0);
        return new Change(
                new HostedInstance("host-1", instance, "c5.large", generation, HostedState.RUNNING, resources),
                1_000 + generation);
    }
}
