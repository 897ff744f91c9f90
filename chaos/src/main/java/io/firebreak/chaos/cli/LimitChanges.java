package io.firebreak.chaos.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The merge patch of a tenant's limits that options on the command line stand for. */
final class LimitChanges {
    private static final List<String> CALLS = List.of("launch", "change", "describe", "list");
    private static final List<String> QUOTAS = List.of("instances", "vcpus");
    private static final List<String> ALL =
            Stream.concat(CALLS.stream(), QUOTAS.stream()).toList();
    private static final Pattern RATE = Pattern.compile("([0-9]{1,7}(?:\\.[0-9]{1,6})?)/([0-9]{1,9})");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,12}");

    private LimitChanges() {}

    /** The patch; empty when nothing is to change. Null in it stands for the cells' default. */
    static Map<String, Object> patch(
            @Nullable Map<String, String> rates,
            @Nullable Map<String, String> quotas,
            @Nullable List<String> defaults) {
        Map<String, @Nullable Object> ofRates = new LinkedHashMap<>();
        Map<String, @Nullable Object> ofQuotas = new LinkedHashMap<>();
        if (rates != null) {
            rates.forEach((calls, rate) -> ofRates.put(known("--rate", calls, CALLS), rate(calls, rate)));
        }
        if (quotas != null) {
            quotas.forEach((of, number) -> ofQuotas.put(known("--quota", of, QUOTAS), number(of, number)));
        }
        if (defaults != null) {
            for (String name : defaults) {
                (CALLS.contains(name) ? ofRates : ofQuotas).put(known("--default", name, ALL), null);
            }
        }
        Map<String, Object> patch = new LinkedHashMap<>();
        if (!ofRates.isEmpty()) {
            patch.put("rates", ofRates);
        }
        if (!ofQuotas.isEmpty()) {
            patch.put("quota", ofQuotas);
        }
        return patch;
    }

    private static Map<String, Object> rate(String calls, String text) {
        Matcher rate = RATE.matcher(text);
        if (!rate.matches()) {
            throw new BadInputException("--rate %s is '%s': it must be RATE/BURST, as 10/20".formatted(calls, text));
        }
        return Map.of("rate", Double.parseDouble(rate.group(1)), "burst", Integer.parseInt(rate.group(2)));
    }

    private static long number(String of, String text) {
        if (!NUMBER.matcher(text).matches()) {
            throw new BadInputException("--quota %s is '%s': it must be a whole number".formatted(of, text));
        }
        return Long.parseLong(text);
    }

    private static String known(String option, String name, List<String> accepted) {
        if (!accepted.contains(name)) {
            throw new BadInputException(
                    "%s names '%s': it must be one of %s".formatted(option, name, String.join(", ", accepted)));
        }
        return name;
    }
}
