package io.firebreak.chaos.report;

import io.firebreak.chaos.measure.DayResult;
import io.firebreak.chaos.measure.FaultSpan;
import io.firebreak.chaos.measure.TenantDay;
import io.firebreak.chaos.measure.TenantOutcome;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Tenants over time as an SVG: a row per tenant, a column per second, one path per level so that a hundred tenants and
 * some minutes stay a few hundred kilobytes. Who was hit stands on top, so the blast radius is a band one sees at once.
 */
final class HeatMap {
    private static final int LEFT = 64;
    private static final int TOP = 22;
    private static final int BOTTOM = 26;
    private static final int WIDTH = 1_000;
    private static final int ROW = 5;

    /** Good share of one tenant's intents in one second. */
    private enum Level {
        GOOD,
        MOST,
        SOME,
        NONE;

        static Level of(int good, int bad) {
            if (bad == 0) {
                return GOOD;
            }
            if (good == 0) {
                return NONE;
            }
            return good >= bad ? MOST : SOME;
        }
    }

    private final DayResult day;
    private final List<TenantDay> rows;
    private final int seconds;

    private HeatMap(DayResult day) {
        this.day = day;
        this.rows = day.tenants().stream()
                .sorted(Comparator.<TenantDay>comparingInt(tenant -> group(tenant.outcome()))
                        .thenComparingDouble(TenantDay::goodShare)
                        .thenComparing(TenantDay::tenant))
                .toList();
        this.seconds = Math.max(
                1,
                day.tenants().stream()
                        .mapToInt(tenant -> tenant.good().size())
                        .max()
                        .orElse(1));
    }

    /** The picture, with a title a screen reader says. */
    static String of(DayResult day, String title) {
        return new HeatMap(day).draw(title);
    }

    private static int group(TenantOutcome outcome) {
        return switch (outcome) {
            case LEFT_OUT -> 0;
            case DOWN, BELOW_SLO -> 1;
            case IN_SLO -> 2;
            case NO_DATA -> 3;
        };
    }

    private String draw(String title) {
        int height = TOP + rows.size() * ROW + BOTTOM;
        StringBuilder svg = new StringBuilder();
        svg.append("<svg class=\"heat\" viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">"
                .formatted(LEFT + WIDTH + 10, height, Page.escape(title)));
        cells().forEach((level, path) -> svg.append(
                "<path class=\"%s\" d=\"%s\"/>".formatted(level.name().toLowerCase(java.util.Locale.ROOT), path)));
        groups(svg);
        for (FaultSpan fault : day.faults()) {
            faultEdges(svg, fault);
        }
        axis(svg, height - BOTTOM);
        return svg.append("</svg>").toString();
    }

    private Map<Level, StringBuilder> cells() {
        Map<Level, StringBuilder> paths = new EnumMap<>(Level.class);
        for (int row = 0; row < rows.size(); row++) {
            TenantDay tenant = rows.get(row);
            int second = 0;
            while (second < tenant.good().size()) {
                int end = second + 1;
                if (hasIntents(tenant, second)) {
                    Level level = level(tenant, second);
                    while (end < tenant.good().size() && continues(tenant, end, level)) {
                        end++;
                    }
                    paths.computeIfAbsent(level, key -> new StringBuilder())
                            .append("M%.1f %dH%.1fv%dH%.1fz"
                                    .formatted(x(second), TOP + row * ROW, x(end), ROW - 1, x(second)));
                }
                second = end;
            }
        }
        return paths;
    }

    /** A second without an intent takes the color of the one before it. */
    private static boolean continues(TenantDay tenant, int second, Level level) {
        return !hasIntents(tenant, second) || level(tenant, second) == level;
    }

    private static boolean hasIntents(TenantDay tenant, int second) {
        return tenant.good().get(second) + tenant.bad().get(second) > 0;
    }

    private static Level level(TenantDay tenant, int second) {
        return Level.of(tenant.good().get(second), tenant.bad().get(second));
    }

    private void groups(StringBuilder svg) {
        int row = 0;
        while (row < rows.size()) {
            int end = row;
            while (end < rows.size()
                    && group(rows.get(end).outcome()) == group(rows.get(row).outcome())) {
                end++;
            }
            String label = switch (group(rows.get(row).outcome())) {
                case 0 -> "trigger";
                case 1 -> (end - row) + " hit";
                case 2 -> (end - row) + " fine";
                default -> (end - row) + " no data";
            };
            int middle = TOP + (row + end) * ROW / 2;
            svg.append("<text x=\"%d\" y=\"%d\" text-anchor=\"end\" dominant-baseline=\"middle\">%s</text>"
                    .formatted(LEFT - 8, middle, label));
            svg.append("<path class=\"brace\" d=\"M%d %dV%d\"/>"
                    .formatted(LEFT - 3, TOP + row * ROW, TOP + end * ROW - 1));
            row = end;
        }
    }

    private void faultEdges(StringBuilder svg, FaultSpan fault) {
        double from = x(fault.fromSeconds() - day.firstSecond());
        double to = x(fault.toSeconds() - day.firstSecond());
        int bottom = TOP + rows.size() * ROW;
        svg.append("<path class=\"fault\" d=\"M%.1f %dV%dM%.1f %dV%d\"/>"
                .formatted(from, TOP - 6, bottom, to, TOP - 6, bottom));
        svg.append("<path class=\"faultbar\" d=\"M%.1f %dH%.1f\"/>".formatted(from, TOP - 5, to));
        svg.append("<text x=\"%.1f\" y=\"%d\">%s</text>".formatted(from, TOP - 10, Page.escape(fault.kind())));
    }

    private void axis(StringBuilder svg, int y) {
        int step = seconds > 200 ? 30 : 10;
        for (int second = Math.ceilDiv(day.firstSecond(), step) * step;
                second <= day.firstSecond() + seconds;
                second += step) {
            double x = x(second - day.firstSecond());
            svg.append("<path class=\"tick\" d=\"M%.1f %dv4\"/>".formatted(x, y));
            svg.append("<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%d s</text>".formatted(x, y + 17, second));
        }
    }

    private double x(double second) {
        return LEFT + second * WIDTH / seconds;
    }
}
