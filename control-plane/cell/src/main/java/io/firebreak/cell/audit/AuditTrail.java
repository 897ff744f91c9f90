package io.firebreak.cell.audit;

import io.firebreak.cell.settings.CellSettings;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/**
 * Makes entries of the call that is being served, and writes them. A feature makes its entry in the caller's thread, and
 * has it written in the transaction of the change itself: neither is ever without the other.
 */
@Component
public class AuditTrail {
    static final String CALL = AuditTrail.class.getName();
    private static final int CELL_DIGITS = 4;
    private static final int RANDOM_DIGITS = 13;

    private final AuditStore store;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final int cellNumber;

    AuditTrail(AuditStore store, InstantSource clock, RandomGenerator random, CellSettings settings) {
        this.store = store;
        this.clock = clock;
        this.random = random;
        this.cellNumber = settings.number();
    }

    /**
     * The entry of the call this thread serves, as done; empty where no tenant's call is served, such as in a loop.
     *
     * @param resources ids of what it changes
     */
    public Optional<AuditEntry> done(List<String> resources) {
        RequestAttributes request = RequestContextHolder.getRequestAttributes();
        return request != null
                        && request.getAttribute(CALL, RequestAttributes.SCOPE_REQUEST) instanceof AuditedCall call
                ? Optional.of(entry(call, resources, call.action().doneStatus(), null))
                : Optional.empty();
    }

    /** Writes entries in the current transaction, all in one statement. */
    public void write(List<AuditEntry> entries) {
        if (!entries.isEmpty()) {
            store.write(entries);
        }
    }

    AuditEntry entry(AuditedCall call, List<String> resources, int status, @Nullable String code) {
        HexFormat hex = HexFormat.of();
        return new AuditEntry(
                "a-" + hex.toHexDigits(cellNumber, CELL_DIGITS) + hex.toHexDigits(random.nextLong(), RANDOM_DIGITS),
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                call.tenant(),
                call.key(),
                call.action(),
                resources,
                call.requestId(),
                call.traceId(),
                call.client(),
                status,
                code);
    }
}
