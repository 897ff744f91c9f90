package io.firebreak.cell.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatalogueLineTest {
    private static final String GOOD = "i3.large,xen,Intel,2017,2,15.25,750,Up to 10 Gigabit,425,850,1x475,3,39";

    @Test
    void readsEveryColumn() {
        assertThat(CatalogueLine.of(1, GOOD).instanceType())
                .isEqualTo(new InstanceType(
                        "i3.large",
                        "i3",
                        "xen",
                        "Intel",
                        2017,
                        2,
                        15_616,
                        750,
                        "Up to 10 Gigabit",
                        425,
                        850,
                        1,
                        475,
                        3,
                        39,
                        0));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "i3.large    | i3large   | name is 'i3large', expected a family",
                "xen         | kvm       | platform is 'kvm', expected xen",
                "Intel       | ''        | processor is '', expected a text",
                "2017        | 1999      | year is '1999', expected a whole number from 2006",
                ",2,15.25    | ,0,15.25  | vcpus is '0', expected a whole number from 1",
                ",2,15.25    | ,two,15.25| vcpus is 'two', expected a number",
                "15.25       | 15.2501   | memoryGiB is '15.2501', expected a positive number of GiB that is whole in MiB",
                "750         | -750      | networkMbps is '-750', expected a number from 0",
                "750         | NaN       | networkMbps is 'NaN', expected a number from 0",
                "425         | 851       | ebsBurstMbps is '850', expected a whole number from 851",
                "1x475       | 475       | localDisks is '475', expected COUNTxGB",
                ",3,39       | ,3        | 12 values in"
            })
    void namesLineColumnAndValueOfAMistake(String good, String bad, String message) {
        String line = GOOD.replace(good, bad);

        assertThatThrownBy(() -> CatalogueLine.of(7, line).instanceType())
                .isInstanceOf(InvalidCatalogueException.class)
                .hasMessageStartingWith("line 7: ")
                .hasMessageContaining(message);
    }

    @Test
    void aLineMayEndWithTheAccelerators() {
        assertThat(CatalogueLine.of(1, GOOD + ",4").instanceType().resources().accelerators())
                .isEqualTo(4);
        assertThatThrownBy(() -> CatalogueLine.of(1, GOOD + ",4,1")).hasMessageContaining("15 values in");
    }

    @Test
    void aNameOccursOnce() {
        assertThatThrownBy(() -> InstanceTypes.parse("# comment\n" + GOOD + "\n\n" + GOOD))
                .hasMessage("line 4: name is 'i3.large', expected a name that occurs once");
    }

    @Test
    void aCatalogueIsNeverEmpty() {
        assertThatThrownBy(() -> InstanceTypes.parse("# comment\n"))
                .hasMessage("the catalogue names no instance type in 1 lines");
    }
}
