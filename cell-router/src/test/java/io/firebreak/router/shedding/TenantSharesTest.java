package io.firebreak.router.shedding;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TenantSharesTest {
    private final TenantShares shares = new TenantShares();

    @Test
    void theWholeIsDividedByThoseWhoHaveSomething() {
        add(0x0101, 6);
        assertThat(shares.isWithinShare(0x0101, 6)).isFalse();
        assertThat(shares.isWithinShare(0x0101, 7)).isTrue();
        add(0x0202, 1);
        assertThat(shares.isWithinShare(0x0101, 12)).isFalse();
        assertThat(shares.isWithinShare(0x0202, 12)).isTrue();
        shares.remove(0x0202);
        assertThat(shares.isWithinShare(0x0101, 7)).isTrue();
    }

    @Test
    void aTenantThatSharesOnePlaceWithAFloodIsJudgedByTheOther() {
        add(0x0101, 1_000);
        assertThat(shares.isWithinShare(0x0201, 10)).isTrue();
        assertThat(shares.isWithinShare(0x0102, 10)).isTrue();
        assertThat(shares.isWithinShare(0x0101, 10)).isFalse();
    }

    private void add(long tenant, int calls) {
        for (int i = 0; i < calls; i++) {
            shares.add(tenant);
        }
    }
}
