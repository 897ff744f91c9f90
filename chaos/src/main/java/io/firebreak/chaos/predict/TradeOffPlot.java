package io.firebreak.chaos.predict;

import java.util.ArrayList;
import java.util.Formatter;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * How n and k trade off, as an SVG drawing: the share below the SLO and the share touched by the size of the shard, a pair of
 * lines for each number of cells, the shares on a logarithmic scale.
 */
final class TradeOffPlot {
    private static final int WIDTH = 720;
    private static final int HEIGHT = 440;
    private static final int LEFT = 90;
    private static final int RIGHT = 170;
    private static final int TOP = 50;
    private static final int BOTTOM = 60;
    /** Powers of ten below one at most; rarer than that is drawn at the bottom. */
    private static final int MOST_DECADES = 16;

    private static final List<String> COLOURS = List.of("#b3541e", "#1f5f8b", "#3f7d3a");

    private final List<TradeOff> choices;
    private final int mostMembers;
    private final int decades;
    private final Formatter svg = new Formatter(Locale.ROOT);

    private TradeOffPlot(List<TradeOff> choices) {
        this.choices = choices;
        this.mostMembers = choices.stream().mapToInt(TradeOff::shardSize).max().orElse(1);
        double rarest = choices.stream()
                .mapToDouble(choice -> choice.poisonTenants().belowSlo())
                .filter(share -> share > 0)
                .min()
                .orElse(1);
        this.decades = Math.clamp(2L * (int) Math.ceil(-Math.log10(rarest) / 2), 2, MOST_DECADES);
    }

    static String of(List<TradeOff> choices, int poison) {
        return new TradeOffPlot(choices).draw(poison);
    }

    private String draw(int poison) {
        svg.format(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\" font-size=\"12\">%n",
                WIDTH, HEIGHT);
        svg.format("<rect width=\"%d\" height=\"%d\" fill=\"white\"/>%n", WIDTH, HEIGHT);
        svg.format(
                "<text x=\"%d\" y=\"26\" font-size=\"15\">What %s do%s to the other tenants</text>%n",
                LEFT, TradeOffText.counted(poison, "poison tenant"), poison == 1 ? "es" : "");
        axes();
        List<Integer> cells =
                choices.stream().map(TradeOff::cells).distinct().sorted().toList();
        for (int i = 0; i < cells.size(); i++) {
            series(cells.get(i), COLOURS.get(i % COLOURS.size()), TOP + 20 + 50 * i);
        }
        return svg.format("</svg>%n").toString();
    }

    private void axes() {
        for (int decade = 0; decade <= decades; decade += 2) {
            double y = y(Math.pow(10, -decade));
            svg.format(
                    "<path d=\"M%d %.1fH%d\" stroke=\"#ddd\"/><text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s</text>%n",
                    LEFT, y, WIDTH - RIGHT, LEFT - 8, y + 4, PredictionText.percent(Math.pow(10, -decade)));
        }
        for (int size = 1; size <= mostMembers; size++) {
            svg.format(
                    "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%d</text>%n",
                    x(size), HEIGHT - BOTTOM + 20, size);
        }
        svg.format(
                "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">cells per shard</text>%n",
                (LEFT + WIDTH - RIGHT) / 2, HEIGHT - BOTTOM + 42);
    }

    private void series(int cells, String colour, int legend) {
        line(cells, colour, "", choice -> choice.poisonTenants().belowSlo());
        line(cells, colour, "5 4", choice -> choice.poisonTenants().touched());
        int x = WIDTH - RIGHT + 20;
        svg.format(
                "<text x=\"%d\" y=\"%d\" fill=\"%s\">%s</text>%n",
                x, legend, colour, TradeOffText.counted(cells, "cell"));
        svg.format("<text x=\"%d\" y=\"%d\" fill=\"%s\">— below SLO</text>%n", x, legend + 15, colour);
        svg.format("<text x=\"%d\" y=\"%d\" fill=\"%s\">- - touched</text>%n", x, legend + 30, colour);
    }

    private void line(int cells, String colour, String dashes, ToDoubleFunction<TradeOff> share) {
        List<String> points = new ArrayList<>();
        for (TradeOff choice : choices) {
            if (choice.cells() == cells && share.applyAsDouble(choice) > 0) {
                points.add(
                        String.format(Locale.ROOT, "%.1f,%.1f", x(choice.shardSize()), y(share.applyAsDouble(choice))));
            }
        }
        svg.format(
                "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\" stroke-dasharray=\"%s\"/>%n",
                String.join(" ", points), colour, dashes);
    }

    private double x(int shardSize) {
        return LEFT + 20 + (WIDTH - LEFT - RIGHT - 40.0) * (shardSize - 1) / Math.max(1, mostMembers - 1);
    }

    private double y(double share) {
        double down = Math.min(decades, -Math.log10(share));
        return TOP + (HEIGHT - TOP - BOTTOM) * down / decades;
    }
}
