package io.firebreak.directory.tenants;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a tenant may do and have in place of the cells' defaults, as it is written on the wire. What is left out is as each
 * cell's settings have it.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TenantLimits(@Nullable Rates rates, @Nullable Quota quota) {
    /** The cells' defaults in everything. */
    public static final TenantLimits DEFAULTS = new TenantLimits(null, null);

    /** Above what the largest cell that was measured takes of all tenants. */
    private static final int MOST_REQUESTS = 1_000_000;

    /** The largest burst is earned again within nanoseconds that fit a long. */
    private static final double LEAST_RATE = 0.001;

    private static final int MOST_INSTANCES = 10_000_000;
    private static final long MOST_VCPUS = 1_000_000_000;

    /** How often the tenant may call, by the kind of call. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Rates(
            @Nullable Rate launch,
            @Nullable Rate change,
            @Nullable Rate describe,
            @Nullable Rate list) {
        private static final Rates DEFAULTS = new Rates(null, null, null, null);
    }

    /**
     * A token bucket.
     *
     * @param rate requests per second in the long run
     * @param burst requests at once after a rest
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Rate(@Nullable Double rate, @Nullable Integer burst) {}

    /**
     * What the tenant may have in each of its cells at once.
     *
     * @param instances that are not terminated
     * @param vcpus of those instances
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Quota(
            @Nullable Integer instances, @Nullable Long vcpus) {}

    /** Everything that is wrong, each as a sentence with the value and what is accepted. */
    public List<String> mistakes() {
        List<String> mistakes = new ArrayList<>();
        if (rates != null) {
            addMistakes(mistakes, "rates.launch", rates.launch());
            addMistakes(mistakes, "rates.change", rates.change());
            addMistakes(mistakes, "rates.describe", rates.describe());
            addMistakes(mistakes, "rates.list", rates.list());
        }
        if (quota != null) {
            requireRange(mistakes, "quota.instances", quota.instances(), MOST_INSTANCES);
            requireRange(mistakes, "quota.vcpus", quota.vcpus(), MOST_VCPUS);
        }
        return mistakes;
    }

    /** How often the tenant may call by kind of call; nothing when every kind has the cells' default. */
    public Optional<Rates> ofEachKind() {
        return rates == null || rates.equals(Rates.DEFAULTS) ? Optional.empty() : Optional.of(rates);
    }

    /**
     * How often the tenant may call, whatever it calls, for routers that count all calls in one bucket. Nothing as long as one
     * kind of call has the cells' default, which only cells know.
     */
    public Optional<Rate> ofAllCalls() {
        if (rates == null
                || rates.launch() == null
                || rates.change() == null
                || rates.describe() == null
                || rates.list() == null) {
            return Optional.empty();
        }
        List<Rate> all = List.of(rates.launch(), rates.change(), rates.describe(), rates.list());
        return Optional.of(new Rate(
                all.stream().mapToDouble(TenantLimits::perSecond).sum(),
                all.stream().mapToInt(TenantLimits::burst).sum()));
    }

    private static double perSecond(Rate rate) {
        return rate.rate() == null ? 0 : rate.rate();
    }

    private static int burst(Rate rate) {
        return rate.burst() == null ? 0 : rate.burst();
    }

    private static void addMistakes(List<String> mistakes, String name, @Nullable Rate rate) {
        if (rate == null) {
            return;
        }
        Double perSecond = rate.rate();
        if (perSecond == null || !(perSecond >= LEAST_RATE && perSecond <= MOST_REQUESTS)) {
            mistakes.add("%s.rate '%s' must be %s to %d".formatted(name, perSecond, LEAST_RATE, MOST_REQUESTS));
        }
        if (rate.burst() == null) {
            mistakes.add("%s.burst 'null' must be 1 to %d".formatted(name, MOST_REQUESTS));
        }
        requireRange(mistakes, name + ".burst", rate.burst(), MOST_REQUESTS);
    }

    private static void requireRange(List<String> mistakes, String name, @Nullable Number value, long most) {
        if (value != null && (value.longValue() < 1 || value.longValue() > most)) {
            mistakes.add("%s '%s' must be 1 to %d".formatted(name, value, most));
        }
    }
}
