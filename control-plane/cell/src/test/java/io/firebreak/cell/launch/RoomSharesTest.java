package io.firebreak.cell.launch;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.assigner.CellId;
import io.firebreak.assigner.TenantId;
import io.firebreak.cell.idempotency.Fingerprint;
import io.firebreak.cell.idempotency.LaunchAnswer;
import io.firebreak.cell.idempotency.TokenKey;
import io.firebreak.cell.idempotency.TokenRecord;
import io.firebreak.cell.idempotency.TokenState;
import io.firebreak.cell.lifecycle.InstanceId;
import io.firebreak.cell.lifecycle.NewInstance;
import io.firebreak.cell.lifecycle.RecoveryPolicy;
import io.firebreak.cell.placement.HostCapacity;
import io.firebreak.cell.placement.HostId;
import io.firebreak.cell.placement.Tenancy;
import io.firebreak.fleet.api.Resources;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Every instance takes two threads. */
class RoomSharesTest {
    private static final HostId FULLER = new HostId("host-1");
    private static final HostId EMPTIER = new HostId("host-2");

    @Test
    void servesInOrderUntilTheRoomIsUsedUp() {
        RoomShares shares = new RoomShares(List.of(host(FULLER, 5, true)));

        assertThat(shares.withoutRoom(List.of(on(FULLER), on(FULLER), on(FULLER)), List.of(FULLER)))
                .containsExactly(2);
    }

    @Test
    void leavesToALaterLaunchWhatAnEarlierOneCouldNotUse() {
        RoomShares shares = new RoomShares(List.of(host(FULLER, 2, true)));

        assertThat(shares.withoutRoom(List.of(on(FULLER, FULLER), on(FULLER)), List.of(FULLER)))
                .containsExactly(0);
    }

    @Test
    void givesALaunchNothingOfOneHostIfAnotherHasTooLittle() {
        RoomShares shares = new RoomShares(List.of(host(FULLER, 0, true), host(EMPTIER, 2, true)));

        assertThat(shares.withoutRoom(List.of(on(FULLER, EMPTIER), on(EMPTIER)), List.of(FULLER, EMPTIER)))
                .containsExactly(0);
    }

    @Test
    void doesNotMindHostsThatRefusedNothing() {
        RoomShares shares = new RoomShares(List.of(host(FULLER, 0, true)));

        assertThat(shares.withoutRoom(List.of(on(EMPTIER), on(FULLER)), List.of(FULLER)))
                .containsExactly(1);
    }

    @Test
    void givesNothingOfAHostThatTakesNoneOrDoesNotExist() {
        RoomShares shares = new RoomShares(List.of(host(FULLER, 8, false)));

        assertThat(shares.withoutRoom(List.of(on(FULLER), on(EMPTIER)), List.of(FULLER, EMPTIER)))
                .containsExactly(0, 1);
    }

    @Test
    void givesNothingOfAHostThatIsAnothersOrNotEmpty() {
        HostCapacity owned = new HostCapacity(
                FULLER, 1, "zone-1", "rack-1", Set.of("c5"), true, threads(8), threads(2), new TenantId("other"));
        HostCapacity used =
                new HostCapacity(EMPTIER, 1, "zone-1", "rack-1", Set.of("c5"), true, threads(8), threads(2));
        RoomShares shares = new RoomShares(List.of(owned, used));
        Tenancy dedicated = new Tenancy.Dedicated(new TenantId("acme"));

        assertThat(shares.withoutRoom(
                        List.of(on(FULLER), on(dedicated, FULLER), on(dedicated, EMPTIER), on(EMPTIER)),
                        List.of(FULLER, EMPTIER)))
                .containsExactly(0, 1, 2);
    }

    private static HostCapacity host(HostId id, int free, boolean accepting) {
        return new HostCapacity(id, 1, "zone-1", "rack-1", Set.of("c5"), accepting, threads(free), threads(0));
    }

    private static Resources threads(int number) {
        return new Resources(number, 0, 0, 0, 0, 0, 0, 0);
    }

    private static LaunchPlan on(HostId... hosts) {
        return on(new Tenancy.Shared(), hosts);
    }

    private static LaunchPlan on(Tenancy tenancy, HostId... hosts) {
        TenantId tenant = new TenantId("acme");
        List<NewInstance> instances = Arrays.stream(hosts)
                .map(host -> new NewInstance(
                        new InstanceId("i-00010123456789abc"),
                        tenant,
                        "token",
                        "c5.large",
                        "ami-1",
                        RecoveryPolicy.NONE,
                        null,
                        host,
                        "zone-1",
                        "10.1.0.1",
                        Instant.EPOCH,
                        Map.of(),
                        threads(2),
                        false))
                .toList();
        return new LaunchPlan(
                new TokenRecord(
                        TokenKey.of(tenant, "token"),
                        Fingerprint.of(List.of()),
                        TokenState.SETTLED,
                        1,
                        List.of(),
                        List.of(),
                        new CellId("cell-1"),
                        new LaunchAnswer("token", true, List.of()),
                        "{}",
                        Instant.EPOCH),
                instances,
                tenancy,
                Optional.empty(),
                Optional.empty());
    }
}
