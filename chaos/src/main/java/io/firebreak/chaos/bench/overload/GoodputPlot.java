package io.firebreak.chaos.bench.overload;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Formatter;
import java.util.List;
import java.util.Locale;
import java.util.function.IntToDoubleFunction;

/** Offered load and goodput second by second, as an SVG drawing, with the peak and what of it is to be kept. */
final class GoodputPlot {
    private static final int WIDTH = 840;
    private static final int HEIGHT = 420;
    private static final int LEFT = 80;
    private static final int RIGHT = 130;
    private static final int TOP = 60;
    private static final int BOTTOM = 50;
    private static final int GRID_LINES = 6;
    private static final String OFFERED = "#b3541e";
    private static final String GOODPUT = "#1f5f8b";
    private static final String PEAK = "#3f7d3a";

    private final Overload overload;
    private final Steps steps;
    private final Timeline timeline;
    private final double most;
    private final Formatter svg = new Formatter(Locale.ROOT);

    private GoodputPlot(Overload overload, Steps steps, Timeline timeline) {
        this.overload = overload;
        this.steps = steps;
        this.timeline = timeline;
        double highest =
                steps.all().stream().mapToDouble(LoadStep::perSecond).max().orElse(1);
        this.most = Math.max(highest, overload.peak()) * 1.05;
    }

    static String of(Overload overload, Steps steps, Timeline timeline) {
        return new GoodputPlot(overload, steps, timeline).draw();
    }

    private String draw() {
        svg.format(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\" font-size=\"12\">%n",
                WIDTH, HEIGHT);
        svg.format("<rect width=\"%d\" height=\"%d\" fill=\"white\"/>%n", WIDTH, HEIGHT);
        svg.format(
                "<text x=\"%d\" y=\"24\" font-size=\"15\">Goodput under load of %s to %s times the capacity</text>%n",
                LEFT, factor(true), factor(false));
        axes();
        level(overload.peak(), most * 0.015, "peak", "");
        level(overload.peak() * Overload.LEAST_OF_PEAK, -most * 0.015, "90 % of it", "5 4");
        line(OFFERED, second -> steps.rateAt(Duration.ofSeconds(second)));
        line(GOODPUT, timeline::good);
        label(most * 0.97, OFFERED, "— offered");
        label(most * 0.91, GOODPUT, "— goodput");
        return svg.format("</svg>%n").toString();
    }

    private String factor(boolean least) {
        double[] sorted =
                steps.all().stream().mapToDouble(LoadStep::factor).sorted().toArray();
        return String.format(Locale.ROOT, "%.1f", sorted[least ? 0 : sorted.length - 1]);
    }

    private void axes() {
        for (int i = 0; i <= GRID_LINES; i++) {
            double value = most * i / GRID_LINES;
            svg.format(
                    "<path d=\"M%d %.1fH%d\" stroke=\"#ddd\"/><text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%.0f/s</text>%n",
                    LEFT, y(value), WIDTH - RIGHT, LEFT - 8, y(value) + 4, value);
        }
        for (int step = 0; step < steps.all().size(); step++) {
            double x = x((double) steps.begin(step).toSeconds());
            svg.format(
                    "<path d=\"M%.1f %dV%d\" stroke=\"#ddd\"/><text x=\"%.1f\" y=\"%d\">%.1f×</text>%n",
                    x,
                    TOP,
                    HEIGHT - BOTTOM,
                    x + 4,
                    TOP - 6,
                    steps.all().get(step).factor());
            svg.format(
                    "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%d s</text>%n",
                    x, HEIGHT - BOTTOM + 18, steps.begin(step).toSeconds());
        }
        svg.format(
                "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">when requests were due</text>%n",
                (LEFT + WIDTH - RIGHT) / 2, HEIGHT - 12);
    }

    /** @param apart how far the name stands from the line, since two lines may lie close together */
    private void level(double value, double apart, String name, String dashes) {
        svg.format(
                "<path d=\"M%d %.1fH%d\" stroke=\"%s\" stroke-dasharray=\"%s\"/>%n",
                LEFT, y(value), WIDTH - RIGHT, PEAK, dashes);
        label(value + apart, PEAK, name);
    }

    private void label(double value, String colour, String text) {
        svg.format("<text x=\"%d\" y=\"%.1f\" fill=\"%s\">%s</text>%n", WIDTH - RIGHT + 8, y(value) + 4, colour, text);
    }

    private void line(String colour, IntToDoubleFunction perSecond) {
        List<String> points = new ArrayList<>();
        for (int second = 0; second < timeline.seconds(); second++) {
            points.add(String.format(Locale.ROOT, "%.1f,%.1f", x(second + 0.5), y(perSecond.applyAsDouble(second))));
        }
        svg.format(
                "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"/>%n",
                String.join(" ", points), colour);
    }

    private double x(double seconds) {
        return LEFT + (WIDTH - LEFT - RIGHT) * seconds / Math.max(1, timeline.seconds());
    }

    private double y(double value) {
        return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * value / most;
    }
}
