package io.firebreak.chaos.observe;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What an application exports, in Prometheus' text format.
 *
 * @param series of each family; a bucket of a histogram is none of its own
 */
record Exposition(Map<String, List<Series>> series) {
    private static final Pattern LINE = Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(.*)})? \\S+.*");
    private static final Pattern LABEL = Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final Pattern BUCKET_LABELS = Pattern.compile("le|quantile");
    private static final Pattern PARTS = Pattern.compile("_(?:bucket|count|sum|max|total|created)$");

    /** One line of a family, without its value. */
    record Series(String name, Map<String, String> labels) {}

    static Exposition of(String text) {
        List<Series> all = new ArrayList<>();
        for (String line : text.lines().toList()) {
            Matcher matcher = LINE.matcher(line);
            if (!line.startsWith("#") && matcher.matches()) {
                all.add(new Series(matcher.group(1), labels(matcher.group(2) == null ? "" : matcher.group(2))));
            }
        }
        return new Exposition(all.stream()
                .distinct()
                .collect(Collectors.groupingBy(
                        series -> PARTS.matcher(series.name()).replaceFirst(""), TreeMap::new, Collectors.toList())));
    }

    private static Map<String, String> labels(String text) {
        Map<String, String> labels = new TreeMap<>();
        Matcher label = LABEL.matcher(text);
        while (label.find()) {
            if (!BUCKET_LABELS.matcher(label.group(1)).matches()) {
                labels.put(label.group(1), label.group(2));
            }
        }
        return labels;
    }

    /** How many combinations of labels a family has. */
    long width(String family) {
        return series.getOrDefault(family, List.of()).stream()
                .map(Series::labels)
                .distinct()
                .count();
    }
}
