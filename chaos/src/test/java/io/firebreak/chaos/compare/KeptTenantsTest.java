package io.firebreak.chaos.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firebreak.assigner.TenantId;
import io.firebreak.chaos.cli.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init")
class KeptTenantsTest {
    @TempDir
    private Path home;

    private KeptTenants kept(long seed) {
        return new KeptTenants(home, new SplittableRandom(seed));
    }

    @Test
    void hasKeysOnTheDiskBeforeAnybodyIsToldOfThem() throws IOException {
        Map<TenantId, String> keys = kept(1).keysOf(GuestTenants.names(2), Set.of());
        assertThat(keys.get(new TenantId("t-001"))).matches("fbk_t-001_[A-Za-z0-9]{32}");
        Path file = home.resolve("tenants.json");
        assertThat(Files.readString(file)).contains(keys.values());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void givesATenantTheKeyItHas() {
        List<TenantId> names = GuestTenants.names(2);
        Map<TenantId, String> first = kept(1).keysOf(names, Set.of());
        Map<TenantId, String> more = kept(2).keysOf(GuestTenants.names(3), Set.copyOf(names));
        assertThat(more).containsAllEntriesOf(first).hasSize(3);
    }

    @Test
    void takesNobodyElsesTenant() {
        assertThatThrownBy(() -> kept(1).keysOf(GuestTenants.names(2), Set.of(new TenantId("t-002"))))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("t-002");
        assertThat(home.resolve("tenants.json")).doesNotExist();
    }
}
