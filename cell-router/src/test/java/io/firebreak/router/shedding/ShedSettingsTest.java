package io.firebreak.router.shedding;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.router.routing.CallClass;
import io.firebreak.router.routing.RequestRate;
import io.firebreak.router.routing.RequestRates;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validation;
import jakarta.validation.ValidatorFactory;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class ShedSettingsTest {
    @Test
    void countNothingUnlessTheyAreTold() {
        RequestRates rates = bound(Map.of()).rates();

        assertThat(rates).isEqualTo(RequestRates.NONE);
        assertThat(rates.countAny()).isFalse();
    }

    @Test
    void limitAKindOfCallByItselfAndTheRestTogether() {
        RequestRates rates = bound(Map.of("shed.rate", "50", "shed.launch.rate", "0.5", "shed.launch.burst", "20"))
                .rates();

        assertThat(rates.of(CallClass.LAUNCH)).isEqualTo(new RequestRate(0.5, 20));
        assertThat(rates.of(CallClass.LIST)).isNull();
        assertThat(rates.all()).isEqualTo(new RequestRate(50, 100));
    }

    @Test
    void nameALimitThatIsNone() {
        ShedSettings settings = bound(Map.of("shed.launch.rate", "20", "shed.list.rate", "0", "shed.list.burst", "1"));

        try (ValidatorFactory factory = Validation.buildDefaultValidatorFactory()) {
            assertThat(factory.getValidator().validate(settings))
                    .extracting(ConstraintViolation::getPropertyPath)
                    .extracting(Object::toString)
                    .containsExactlyInAnyOrder("launch.burst", "list.rate");
        }
    }

    private static ShedSettings bound(Map<String, String> own) {
        MapConfigurationPropertySource source = new MapConfigurationPropertySource(
                Map.of("shed.rate", "0", "shed.burst", "100", "shed.tenants", "10000"));
        own.forEach(source::put);
        return new Binder(source).bind("shed", ShedSettings.class).get();
    }
}
