package io.firebreak.chaos.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.firebreak.assigner.TenantId;
import io.firebreak.chaos.cli.BadInputException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TenantFileTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "tenant,weight\na,2\nb,0.5\n",
                "a,2\nb,0.5",
                "weight,tenant\n2,a\n\n 0.5 , b \n",
                "a , 2\r\nb,0.5\r\n"
            })
    void readsTenantsAndWeightsInEitherOrder(String text) throws IOException {
        assertThat(TenantFile.parse("tenants.csv", new StringReader(text)))
                .containsExactly(Map.entry(new TenantId("a"), 2.0), Map.entry(new TenantId("b"), 0.5));
    }

    @Test
    void readsStandardInputAndTakesAMissingWeightForOne() {
        ByteArrayInputStream input = new ByteArrayInputStream("tenant\na\nb\n".getBytes(StandardCharsets.UTF_8));
        assertThat(Tenants.of("-", input).weights())
                .containsExactly(Map.entry(new TenantId("a"), 1.0), Map.entry(new TenantId("b"), 1.0));
        assertThat(Tenants.of("12", input).count()).isEqualTo(12);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "tenant,size;a,1 | line 1 of f: column 'size' is unknown: accepted are tenant and weight",
                "weight;1 | line 1 of f: the columns must be tenant, or tenant and weight",
                "a;b,0 | line 2 of f: weight is '0': it must be a number above 0",
                "a;b,many | line 2 of f: weight is 'many': it must be a number above 0",
                "a;b;a | line 3 of f: tenant a stands there twice",
                "a;b,1,2 | line 2 of f: it has 3 values: they must be tenant,weight or tenant",
                "a;B | line 2 of f: tenant 'B' must match [a-z0-9-]{1,40}",
                "a | f has 1 tenants: they must be 2 to 1000000",
            })
    void tellsEveryMistakeWithItsLine(String text, String message) {
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> TenantFile.parse("f", new StringReader(text.replace(';', '\n'))))
                .withMessage(message);
    }
}
