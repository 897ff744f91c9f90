package io.firebreak.chaos.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.assigner.TenantId;
import io.firebreak.chaos.measure.Ending;
import io.firebreak.chaos.measure.InstanceId;
import io.firebreak.chaos.measure.IntentOutcome;
import io.firebreak.chaos.measure.Ledger;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What a list leaves out of what its tenant was told. */
class StalenessTest {
    private static final long SECOND = 1_000_000_000L;
    private static final LoadTenant TENANT = new LoadTenant(new TenantId("t-001"), "key");
    private static final InstanceId OLD = new InstanceId("i-0001000000000000a");
    private static final InstanceId NEW = new InstanceId("i-0001000000000000b");

    private final SteppedClock clock = new SteppedClock();
    private final Holdings holdings = new Holdings(1);

    private Client.Done list(String body) {
        Transport router = _ -> new Reply.Answer(200, body);
        return new Client(new Attempts(router, clock, new Random(1)), new Ledger(), clock).list(TENANT, holdings);
    }

    private static String showing(InstanceId instance, String rest) {
        return "{\"instances\":[{\"id\":\"%s\"}]%s}".formatted(instance, rest);
    }

    private void told() {
        holdings.addSettled(List.of(OLD), clock.nanos());
        clock.waitUntil(3 * SECOND);
        holdings.addSettled(List.of(NEW), clock.nanos());
        clock.waitUntil(5 * SECOND);
    }

    @Test
    void isHowLongTheTenantHasKnownTheOldestThatIsMissing() {
        told();
        assertThat(list(showing(OLD, "")).staleNanos()).isEqualTo(2 * SECOND);
        assertThat(list(showing(NEW, "")).staleNanos()).isEqualTo(5 * SECOND);
        assertThat(list("{\"instances\":[]}").staleNanos()).isEqualTo(5 * SECOND);
    }

    @Test
    void isNoneWhereEverythingKnownIsShown() {
        told();
        holdings.takeDue();
        assertThat(list(showing(NEW, ",\"nextCursor\":null,\"partial\":false")).staleNanos())
                .as("the old one is being terminated")
                .isZero();
    }

    @Test
    void cannotBeToldOfAListThatIsNotComplete() {
        told();
        assertThat(list(showing(OLD, ",\"partial\":true")))
                .isEqualTo(new Client.Done(Ending.SUCCEEDED, 1, true, IntentOutcome.NOT_TOLD));
        assertThat(list(showing(OLD, ",\"nextCursor\":\"more\"")).staleNanos()).isEqualTo(IntentOutcome.NOT_TOLD);
    }

    @Test
    void doesNotExpectWhatMayLoseToAnotherSetOfItsToken() {
        holdings.add(List.of(OLD));
        assertThat(list("{\"instances\":[]}").staleNanos()).isZero();
    }
}
