package io.firebreak.cell.edge;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonMistakeTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Cannot deserialize value of type `io.firebreak.cell.launch.LaunchBody` from Array value (token `JsonToken.START_ARRAY`)"
                        + "| Cannot deserialize value from Array value",
                "Cannot coerce String value (\"1\") to `java.lang.Integer` value (but might if coercion using `CoercionConfig` was enabled)"
                        + "| Cannot coerce String value (\"1\") to what is expected",
                "Cannot coerce Integer value (1) to `java.lang.String` value (but could if coercion was enabled using `CoercionConfig`)"
                        + "| Cannot coerce Integer value (1) to what is expected",
                "Document nesting depth (17) exceeds the maximum allowed (16, from `StreamReadConstraints.getMaxNestingDepth()`)"
                        + "| Document nesting depth (17) exceeds the maximum allowed (16)",
                "Cannot deserialize value of type `java.util.LinkedHashMap<java.lang.String,java.lang.String>` from Array value"
                        + "| Cannot deserialize value from Array value",
                "Trailing token (`JsonToken.START_OBJECT`) found after value (bound as `io.firebreak.cell.launch.LaunchBody`): not allowed as per `DeserializationFeature.FAIL_ON_TRAILING_TOKENS`"
                        + "| Trailing token found after value: not allowed",
                "Numeric value (99999999999) out of range of int (-2147483648 - 2147483647)"
                        + "| Numeric value (99999999999) out of range of int (-2147483648 - 2147483647)"
            })
    void tellsWhatIsWrongWithoutTheNamesOfOurClasses(String message, String told) {
        assertThat(JsonMistake.withoutTypes(message)).isEqualTo(told);
    }
}
