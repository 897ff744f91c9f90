package io.firebreak.chaos.gate;

import io.firebreak.chaos.measure.ArchitectureResult;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A figure of a report that can have a budget: what it may be at most. Its label is its key in the report. */
enum Figure {
    BELOW_SLO("belowSlo", true),
    DOWN("down", true),
    SLOW("slow", true),
    REQUESTS("requests", true),
    WEIGHTED("weighted", true),
    OWNED_BELOW_SLO("owned.belowSlo", true),
    ABSOLUTE_ERROR("absoluteError", true),
    NO_DATA_TENANTS("noDataTenants", false),
    STALE_LISTS("staleLists", false),
    DETECT_SECONDS("detectSeconds", false),
    RECOVERY_SECONDS("recoverySeconds", false),
    TENANT_SECONDS_LOST("tenantSecondsLost", false),
    LOST_INSTANCES("lostInstances", false),
    DUPLICATE_INSTANCES("duplicateInstances", false),
    UNSETTLED_TOKENS("unsettledTokens", false);

    private final String label;
    private final boolean share;

    Figure(String label, boolean share) {
        this.label = label;
        this.share = share;
    }

    static Optional<Figure> of(String label) {
        return Arrays.stream(values())
                .filter(figure -> figure.label.equals(label))
                .findFirst();
    }

    /** All labels, for messages. */
    static String accepted() {
        return Arrays.stream(values()).map(Figure::label).collect(Collectors.joining(", "));
    }

    String label() {
        return label;
    }

    boolean isShare() {
        return share;
    }

    /** Whether it can be a budget for this figure: a share is at most 1. */
    boolean takes(double limit) {
        return limit >= 0 && limit <= (share ? 1 : Double.MAX_VALUE);
    }

    private static boolean ownedWasScored(ArchitectureResult result) {
        return result.days().stream()
                .flatMap(day -> day.tenants().stream())
                .anyMatch(tenant -> tenant.owned().scored() && tenant.ownedIntents() > 0);
    }

    /** What was measured; null when it never came or was not, which keeps no budget. */
    @Nullable
    Double of(ArchitectureResult result) {
        return switch (this) {
            case BELOW_SLO -> result.blastRadius().belowSlo();
            case DOWN -> result.blastRadius().down();
            case SLOW -> result.blastRadius().slow();
            case REQUESTS -> result.blastRadius().requests();
            case WEIGHTED -> result.blastRadius().weighted();
            case OWNED_BELOW_SLO -> ownedWasScored(result) ? result.owned().belowSlo() : null;
            case ABSOLUTE_ERROR -> result.agreement().absoluteError();
            case NO_DATA_TENANTS -> (double) result.noDataTenants();
            case STALE_LISTS ->
                result.staleness().lists() == 0
                        ? null
                        : (double) result.staleness().stale();
            case DETECT_SECONDS -> result.detectSeconds();
            case RECOVERY_SECONDS -> result.recoverySeconds();
            case TENANT_SECONDS_LOST -> result.tenantSecondsLost();
            case LOST_INSTANCES -> (double) result.lostInstances();
            case DUPLICATE_INSTANCES -> (double) result.duplicateInstances();
            case UNSETTLED_TOKENS -> (double) result.unsettledTokens();
        };
    }
}
