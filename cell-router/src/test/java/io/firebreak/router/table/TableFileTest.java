package io.firebreak.router.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.firebreak.router.wire.Body;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableFileTest {
    private static final String JSON = "{\"version\":7,\"cells\":[],\"tenants\":[]}\n";
    private static final Instant CONFIRMED = Instant.ofEpochMilli(1_767_225_600_123L);

    private Path path;
    private TableFile file;

    @BeforeEach
    void inAFolderThatIsNotThereYet(@TempDir Path folder) {
        path = folder.resolve("new/table");
        file = new TableFile(path);
    }

    @Test
    void givesBackWhatWasSaved() throws IOException {
        assertThat(file.load()).isEmpty();
        file.save(new TableFile.Saved(Body.of("{}"), Instant.EPOCH));
        file.save(new TableFile.Saved(Body.of(JSON), CONFIRMED));

        TableFile.Saved saved = file.load().orElseThrow();
        assertThat(new String(saved.json().bytes(), StandardCharsets.UTF_8)).isEqualTo(JSON);
        assertThat(saved.confirmed()).isEqualTo(CONFIRMED);
        try (var files = Files.list(path.getParent())) {
            assertThat(files).containsExactly(path);
        }
    }

    @Test
    void refusesATornFileWhereverItIsTorn() throws IOException {
        file.save(new TableFile.Saved(Body.of(JSON), CONFIRMED));
        byte[] whole = Files.readAllBytes(path);
        for (int length = 0; length < whole.length; length++) {
            Files.write(path, Arrays.copyOf(whole, length));
            assertThatExceptionOfType(MalformedTableException.class).isThrownBy(file::load);
        }
    }

    @Test
    void refusesAFileWithOneFlippedBit() throws IOException {
        file.save(new TableFile.Saved(Body.of(JSON), CONFIRMED));
        byte[] whole = Files.readAllBytes(path);
        for (int i = 0; i < whole.length; i++) {
            byte[] flipped = whole.clone();
            flipped[i] ^= 1;
            Files.write(path, flipped);
            assertThatExceptionOfType(MalformedTableException.class).isThrownBy(file::load);
        }
    }
}
