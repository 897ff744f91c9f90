package io.firebreak.cell.access;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.firebreak.cell.edge.ProblemException;
import io.firebreak.cell.harness.Keys;
import io.firebreak.cell.settings.CellSettings;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.json.JsonMapper;

class AuthenticatorTest {
    private static final CellSettings SETTINGS = new Binder(
                    new MapConfigurationPropertySource(Map.of("firebreak.cell.number", 1)))
            .bind("firebreak.cell", CellSettings.class)
            .get();

    @Test
    void refusesNobodyForGoodBeforeTheTenantsAreRead() {
        AccessView unread = new AccessView(new AccessStore(new JdbcTemplate(), JsonMapper.shared()));
        Authenticator authenticator = new Authenticator(unread, SETTINGS);

        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> authenticator.authenticate("Bearer " + Keys.of("known"), true))
                .withMessageContaining("has not read its tenants yet");
    }
}
