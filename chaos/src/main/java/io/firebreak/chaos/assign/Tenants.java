package io.firebreak.chaos.assign;

import io.firebreak.assigner.TenantId;
import io.firebreak.chaos.cli.BadInputException;
import io.firebreak.chaos.csv.TenantTable;
import io.firebreak.chaos.csv.WeightedTenant;
import java.util.List;
import java.util.stream.LongStream;

/** Reads what {@code --tenants} says: a number, a file, or {@code -}. */
final class Tenants {
    static final int MOST = 1_000_000;

    private Tenants() {}

    static List<WeightedTenant> of(String source) {
        if (!source.matches("[+-]?\\d+")) {
            return TenantTable.read(source, System.in);
        }
        if (source.length() > 9 || Integer.parseInt(source) < 1 || Integer.parseInt(source) > MOST) {
            throw new BadInputException("--tenants is %s: it must be 1 to %d, or a CSV file".formatted(source, MOST));
        }
        return numbered(Integer.parseInt(source));
    }

    /** {@code t-001} and on, with as many digits as the largest number needs, three at least. */
    static List<WeightedTenant> numbered(long count) {
        String form = "t-%0" + Math.max(3, Long.toString(count).length()) + "d";
        return LongStream.rangeClosed(1, count)
                .mapToObj(number -> new WeightedTenant(new TenantId(form.formatted(number)), 1))
                .toList();
    }
}
