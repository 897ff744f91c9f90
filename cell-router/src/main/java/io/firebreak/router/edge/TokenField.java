package io.firebreak.router.edge;

import io.firebreak.router.wire.Body;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Finds {@code clientToken} at the top of a launch's body and looks at nothing else. A body that is no JSON has none: the
 * cell says what is wrong with it.
 */
final class TokenField {
    private static final JsonFactory JSON = new JsonFactory();
    private static final String NAME = "clientToken";

    private TokenField() {}

    /** The token, if there is one; a {@link Refusal} when it stands there twice or is no text. */
    static Optional<String> read(Body body) {
        Optional<String> found = Optional.empty();
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), body.bytes())) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            boolean seen = false;
            for (JsonToken token = parser.nextToken(); token == JsonToken.PROPERTY_NAME; token = parser.nextToken()) {
                boolean isToken = NAME.equals(parser.currentName());
                JsonToken value = parser.nextToken();
                if (!isToken) {
                    parser.skipChildren();
                    continue;
                }
                if (seen) {
                    throw new Refusal(ProblemCode.INVALID_PARAMETER, "clientToken stands twice in the body");
                }
                seen = true;
                found = textOf(parser, value);
            }
            return found;
        } catch (JacksonException noJson) {
            return Optional.empty();
        }
    }

    private static Optional<String> textOf(JsonParser parser, JsonToken value) {
        return switch (value) {
            case VALUE_STRING -> Optional.of(parser.getString());
            case VALUE_NULL -> Optional.empty();
            default -> throw new Refusal(ProblemCode.INVALID_PARAMETER, "clientToken must be a text");
        };
    }
}
