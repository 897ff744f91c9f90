package io.firebreak.chaos.report;

import com.samskivert.mustache.Escapers;
import com.samskivert.mustache.Mustache;
import io.firebreak.chaos.measure.CompareResult;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The pages for people, from templates beside this class. */
final class Page {
    private Page() {}

    static String html(CompareResult result) {
        return html("report.html.mustache", ReportView.of(result));
    }

    static String html(RunSummary summary) {
        return html("index.html.mustache", SummaryView.of(summary));
    }

    static String markdown(CompareResult result) {
        return markdown("report.md.mustache", ReportView.of(result));
    }

    static String markdown(RunSummary summary) {
        return markdown("summary.md.mustache", SummaryView.of(summary));
    }

    private static String html(String template, Object view) {
        return Mustache.compiler().compile(template(template)).execute(view);
    }

    private static String markdown(String template, Object view) {
        return Mustache.compiler().escapeHTML(false).compile(template(template)).execute(view);
    }

    /** Text made safe for HTML and SVG, also inside attributes. */
    static String escape(String text) {
        return Escapers.HTML.escape(text);
    }

    private static String template(String name) {
        try (InputStream in = Objects.requireNonNull(Page.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + name, e);
        }
    }
}
