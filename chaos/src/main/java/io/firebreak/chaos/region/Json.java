package io.firebreak.chaos.region;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.firebreak.assigner.CellId;
import io.firebreak.assigner.TenantId;
import java.util.function.Function;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.ToStringSerializer;

/** How the region's records are written as JSON: ids as plain text, nothing for what is absent, indented for people. */
public final class Json {
    public static final JsonMapper MAPPER = JsonMapper.builder()
            .addModule(new SimpleModule("firebreak ids")
                    .addSerializer(CellId.class, ToStringSerializer.instance)
                    .addSerializer(TenantId.class, ToStringSerializer.instance)
                    .addDeserializer(CellId.class, text(CellId::new))
                    .addDeserializer(TenantId.class, text(TenantId::new)))
            .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    private Json() {}

    private static <T> ValueDeserializer<T> text(Function<String, T> parse) {
        return new ValueDeserializer<>() {
            @Override
            public T deserialize(JsonParser parser, DeserializationContext context) {
                return parse.apply(parser.getString());
            }
        };
    }
}
