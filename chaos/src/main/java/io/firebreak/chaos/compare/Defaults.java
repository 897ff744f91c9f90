package io.firebreak.chaos.compare;

import io.firebreak.chaos.install.Installation;
import java.nio.file.Files;
import java.nio.file.Path;

/** What is run when no file is named. */
final class Defaults {
    static final String POISON_PILL = "chaos/gamedays/poison-pill.yaml";

    private Defaults() {}

    /** In the working directory or, when it is not there, in the installation. */
    static Path poisonPill() {
        Path here = Path.of(POISON_PILL);
        return Files.exists(here) ? here : Installation.locate().root().resolve(POISON_PILL);
    }
}
