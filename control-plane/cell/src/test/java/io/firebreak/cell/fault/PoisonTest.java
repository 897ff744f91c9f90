package io.firebreak.cell.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.assigner.TenantId;
import io.firebreak.cell.settings.ChaosSettings;
import io.firebreak.cell.settings.PlantedFault;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class PoisonTest {
    private static final TenantId POISON = new TenantId("poison");

    @TempDir
    private Path directory;

    @Test
    void haltsOnARequestOfAnArmedTenantOnly() throws Exception {
        ArmedTenants armed = armed();
        armed.arm(POISON);

        assertThat(halts(armed, "Bearer fbk_poison_secretsecretsecretsecret")).containsExactly(137);
        assertThat(halts(armed, "Bearer fbk_poison2_secretsecretsecretsecret")).isEmpty();
        assertThat(halts(armed, "Bearer fbk__")).isEmpty();
        assertThat(halts(armed, null)).isEmpty();
    }

    @Test
    void isArmedAfterARestartUntilDisarmed() {
        armed().arm(POISON);
        assertThat(armed().all()).containsExactly(POISON);

        armed().disarm(POISON);
        assertThat(armed().all()).isEmpty();
    }

    private ArmedTenants armed() {
        return new ArmedTenants(new ChaosSettings(true, directory, 0, PlantedFault.NONE));
    }

    private static List<Integer> halts(ArmedTenants armed, @Nullable String authorization) throws Exception {
        List<Integer> codes = new ArrayList<>();
        MockHttpServletRequest request = new MockHttpServletRequest();
        if (authorization != null) {
            request.addHeader("Authorization", authorization);
        }
        new PoisonFilter(armed, codes::add).doFilter(request, new MockHttpServletResponse(), new MockFilterChain());
        return codes;
    }
}
