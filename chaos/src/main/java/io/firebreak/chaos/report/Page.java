package io.firebreak.chaos.report;

import com.samskivert.mustache.Escapers;
import com.samskivert.mustache.Mustache;
import io.firebreak.chaos.measure.CompareResult;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The two pages for people, from templates beside this class. */
final class Page {
    private Page() {}

    static String html(CompareResult result) {
        return Mustache.compiler().compile(template("report.html.mustache")).execute(ReportView.of(result));
    }

    static String markdown(CompareResult result) {
        return Mustache.compiler()
                .escapeHTML(false)
                .compile(template("report.md.mustache"))
                .execute(ReportView.of(result));
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
