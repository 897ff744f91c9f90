package io.firebreak.directory.settings;

import java.util.List;

/** The settings cannot be used, for all these reasons. Ends the start. */
public final class SettingsRejected extends RuntimeException {
    private final List<String> mistakes;

    /** @param mistakes each naming the setting, its value unless secret, and what is accepted */
    public SettingsRejected(List<String> mistakes) {
        super(String.join("; ", mistakes));
        this.mistakes = List.copyOf(mistakes);
    }

    List<String> mistakes() {
        return mistakes;
    }
}
