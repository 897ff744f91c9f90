package io.firebreak.chaos.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.firebreak.assigner.TenantId;
import io.firebreak.chaos.cli.BadInputException;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TenantTableTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "tenant,weight\na,2\nb,0.5\n",
                "a,2\nb,0.5",
                "weight,tenant\n2,a\n\n 0.5 , b \n",
                "a , 2\r\nb,0.5\r\n"
            })
    void readsTenantsAndWeightsInEitherOrderWithOrWithoutTheirNames(String text) {
        assertThat(read(text)).containsExactly(tenant("a", 2), tenant("b", 0.5));
    }

    @Test
    void takesAMissingWeightForOne() {
        assertThat(read("tenant\na\nb\n")).containsExactly(tenant("a", 1), tenant("b", 1));
        assertThat(read("a\nb,3\n")).containsExactly(tenant("a", 1), tenant("b", 3));
        assertThat(read("")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "tenant,size;a,1 | has the column 'size': its first line must name columns out of tenant,weight",
                "tenant,tenant;a,a | has the column 'tenant' twice",
                "weight;1 | has no column 'tenant': its first line must name columns out of tenant,weight",
                "tenant,weight;a | line 2 has 1 fields: it must have 2, as tenant,weight",
                "a;b,0 | line 2: weight is '0': it must be a number above 0",
                "a;b,many | line 2: weight is 'many': it must be a number above 0",
                "a;b;;a | line 4: tenant 'a' stands twice",
                "a;b,1,2 | line 2 has 3 fields: it must have 1 to 2, as tenant,weight",
                "a;B | line 2: tenant is 'B': it must be 1 to 40 of a-z, 0-9 and -",
            })
    void tellsEveryMistakeWithItsLine(String text, String message) {
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> read(text.replace(';', '\n')))
                .withMessage("standard input " + message);
    }

    private static List<WeightedTenant> read(String text) {
        return TenantTable.read("-", new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static WeightedTenant tenant(String id, double weight) {
        return new WeightedTenant(new TenantId(id), weight);
    }
}
