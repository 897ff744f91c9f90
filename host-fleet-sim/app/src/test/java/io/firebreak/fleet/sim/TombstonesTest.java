package io.firebreak.fleet.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.fleet.nitro.HostId;
import io.firebreak.fleet.nitro.InstanceId;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TombstonesTest {
    private final Tombstones tombstones = new Tombstones(3);

    @Test
    void keepsNoMoreThanItsBound() {
        for (int i = 0; i < 5; i++) {
            tombstones.add(tombstone("i-" + i, Instant.EPOCH));
        }
        assertThat(tombstones.takeExpired(Instant.EPOCH))
                .extracting(tombstone -> tombstone.place().instance().value())
                .containsExactly("i-0", "i-1");
        assertThat(tombstones.takeExpired(Instant.EPOCH)).isEmpty();
    }

    @Test
    void keepsNoneLongerThanItsAge() {
        tombstones.add(tombstone("i-0", Instant.EPOCH));
        tombstones.add(tombstone("i-1", Instant.EPOCH.plusSeconds(1)));
        assertThat(tombstones.takeExpired(Instant.EPOCH.plus(Tombstones.LONGEST_KEPT)))
                .isEmpty();
        assertThat(tombstones.takeExpired(
                        Instant.EPOCH.plus(Tombstones.LONGEST_KEPT).plusSeconds(1)))
                .hasSize(1);
    }

    private static Tombstones.Tombstone tombstone(String instance, Instant since) {
        return new Tombstones.Tombstone(new Place(new HostId("host-1"), new InstanceId(instance)), 1, since);
    }
}
