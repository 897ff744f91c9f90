package io.firebreak.directory.settings;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Prints all mistakes of the settings together, in place of a stack trace. Ahead of Spring's own analyzers. */
@Order(Ordered.HIGHEST_PRECEDENCE)
class SettingsRejectedAnalyzer extends AbstractFailureAnalyzer<SettingsRejected> {
    @Override
    protected FailureAnalysis analyze(Throwable failure, SettingsRejected cause) {
        return new FailureAnalysis(
                "The directory's settings cannot be used:\n\n  - " + String.join("\n  - ", cause.mistakes()),
                "Correct them and start again; application.yaml explains every setting.",
                cause);
    }
}
