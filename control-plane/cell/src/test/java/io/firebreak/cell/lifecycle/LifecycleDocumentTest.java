package io.firebreak.cell.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class LifecycleDocumentTest {
    private static final Path PAGE = Path.of("../../docs/lifecycle.md");

    @Test
    void saysWhatTheTableSays() throws IOException {
        if (Boolean.getBoolean("firebreak.regenerate")) {
            Files.writeString(PAGE, LifecycleDocument.page());
        }

        assertThat(PAGE)
                .as("write it again with -Dtest=LifecycleDocumentTest -Dfirebreak.regenerate=true")
                .hasContent(LifecycleDocument.page());
    }
}
