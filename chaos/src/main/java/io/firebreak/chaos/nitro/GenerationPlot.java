package io.firebreak.chaos.nitro;

import io.firebreak.chaos.nitro.NitroComparison.Row;
import java.util.Formatter;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A comparison as an SVG drawing: generations from left to right, their shares of metal as lines. */
final class GenerationPlot {
    private static final int WIDTH = 720;
    private static final int HEIGHT = 440;
    private static final int LEFT = 70;
    private static final int RIGHT = 150;
    private static final int TOP = 50;
    private static final int BOTTOM = 60;
    private static final int PERCENT_BETWEEN_LINES = 20;

    private static final List<Series> SERIES = List.of(
            new Series("guests' CPU", "#3f7d3a", "5 4", Row::guestCpuShare),
            new Series("throughput", "#3f7d3a", "", Row::throughputShareOfMetal),
            new Series("p50", "#1f5f8b", "5 4", Row::p50ShareOfMetal),
            new Series("p99", "#1f5f8b", "", Row::p99ShareOfMetal),
            new Series("p99.9", "#b3541e", "", Row::p999ShareOfMetal));

    private final List<Row> rows;
    private final double most;
    private final Formatter svg = new Formatter(Locale.ROOT);

    private record Series(String name, String colour, String dashes, ToDoubleFunction<Row> share) {}

    private GenerationPlot(List<Row> rows) {
        this.rows = rows;
        this.most = rows.stream()
                .flatMapToDouble(row -> SERIES.stream().mapToDouble(series -> series.share.applyAsDouble(row)))
                .reduce(1, Math::max);
    }

    static String of(NitroComparison comparison) {
        return new GenerationPlot(comparison.generations())
                .draw("Shares of bare metal, neighbours %s".formatted(comparison.neighbours()));
    }

    private String draw(String title) {
        svg.format(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\" font-size=\"12\">%n",
                WIDTH, HEIGHT);
        svg.format("<rect width=\"%d\" height=\"%d\" fill=\"white\"/>%n", WIDTH, HEIGHT);
        svg.format("<text x=\"%d\" y=\"26\" font-size=\"15\">%s</text>%n", LEFT, title);
        axes();
        for (int i = 0; i < SERIES.size(); i++) {
            line(SERIES.get(i), TOP + 20 + 20 * i);
        }
        return svg.format("</svg>%n").toString();
    }

    private void axes() {
        for (int percent = 0; percent <= 100 * most; percent += PERCENT_BETWEEN_LINES) {
            double y = y(percent / 100.0);
            svg.format(
                    "<path d=\"M%d %.1fH%d\" stroke=\"#ddd\"/><text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%d %%</text>%n",
                    LEFT, y, WIDTH - RIGHT, LEFT - 8, y + 4, percent);
        }
        for (int i = 0; i < rows.size(); i++) {
            svg.format(
                    "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s</text><text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%d</text>%n",
                    x(i),
                    HEIGHT - BOTTOM + 20,
                    rows.get(i).generation(),
                    x(i),
                    HEIGHT - BOTTOM + 36,
                    rows.get(i).year());
        }
    }

    private void line(Series series, int legend) {
        String points = IntStream.range(0, rows.size())
                .mapToObj(
                        i -> String.format(Locale.ROOT, "%.1f,%.1f", x(i), y(series.share.applyAsDouble(rows.get(i)))))
                .collect(Collectors.joining(" "));
        svg.format(
                "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\" stroke-dasharray=\"%s\"/>%n",
                points, series.colour, series.dashes);
        svg.format(
                "<text x=\"%d\" y=\"%d\" fill=\"%s\">%s %s</text>%n",
                WIDTH - RIGHT + 20, legend, series.colour, series.dashes.isEmpty() ? "—" : "- -", series.name);
    }

    private double x(int index) {
        return LEFT + 30 + (WIDTH - LEFT - RIGHT - 60.0) * index / Math.max(1, rows.size() - 1);
    }

    private double y(double share) {
        return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * share / most;
    }
}
