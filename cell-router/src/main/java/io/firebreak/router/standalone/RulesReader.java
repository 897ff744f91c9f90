package io.firebreak.router.standalone;

import io.firebreak.assigner.TenantId;
import io.firebreak.router.routing.RequestRate;
import io.firebreak.router.tenancy.RepeatRule;
import io.firebreak.router.tenancy.ServiceRules;
import io.firebreak.router.tenancy.Spread;
import io.firebreak.router.tenancy.TenantRule;
import io.firebreak.router.tenancy.TenantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads how requests are repeated, spread, turned away and shown to cells. */
final class RulesReader {
    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "OPTIONS", "PUT", "DELETE", "PATCH", "POST");
    private static final RepeatRule READS_ONLY = new RepeatRule(SAFE, false, true);

    private final Section file;

    RulesReader(Section file) {
        this.file = file;
    }

    ServiceRules read(Optional<TenantRule> tenants, Map<TenantId, RequestRate> rates) {
        RepeatRule repeats = file.find("retry").map(RulesReader::repeats).orElse(READS_ONLY);
        Spread spread = file.or("spread", Spread.REQUESTS, "requests or tenants", text -> switch (text) {
            case "requests" -> Optional.of(Spread.REQUESTS);
            case "tenants" -> Optional.of(Spread.TENANTS);
            default -> Optional.empty();
        });
        boolean clientsHost = file.or("host", true, "client or node", text -> switch (text) {
            case "client" -> Optional.of(true);
            case "node" -> Optional.of(false);
            default -> Optional.empty();
        });
        Optional<RequestRate> rate = file.find("shed")
                .map(value -> Section.of(value, "rate", "burst"))
                .flatMap(Rates::of);
        return new ServiceRules(tenants.orElse(NOT_READ), repeats, spread, clientsHost, rate, rates);
    }

    /** Stands in for a rule with mistakes; the file is refused for them. */
    private static final TenantRule NOT_READ =
            new TenantRule(List.of(new TenantSource.HostLabel(1)), Optional.empty(), Optional.empty());

    private static RepeatRule repeats(Value value) {
        Section section = Section.of(value, "methods", "idempotencyKey", "hedge");
        Set<String> methods = new HashSet<>();
        section.find("methods")
                .ifPresentOrElse(
                        list -> list.items(0, METHODS.size(), "methods")
                                .forEach(item -> item.as(
                                                "one of "
                                                        + String.join(
                                                                ", ",
                                                                METHODS.stream()
                                                                        .sorted()
                                                                        .toList()),
                                                text -> Optional.of(text).filter(METHODS::contains))
                                        .ifPresent(methods::add)),
                        () -> methods.addAll(SAFE));
        return new RepeatRule(methods, section.flagOr("idempotencyKey", false), section.flagOr("hedge", true));
    }
}
