package io.firebreak.cell.edge;

import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;

/** What is wrong with a body, as its sender needs to hear it: where, and what, without the names of our classes. */
final class JsonMistake {
    /** Messages quote a little of the body. */
    private static final int LONGEST = 400;

    private static final Pattern ASIDE = Pattern.compile(
            "\\s*\\((token|but might|but could|although|for|bound as|`)[^()]*\\)|,? (from|as per|of type) `[^`]*`");
    private static final Pattern TYPE = Pattern.compile("`[A-Za-z]+(\\.[\\w$]+)+[^`]*`( value)?");

    private JsonMistake() {}

    /** Where is left out where the parser does not know it: it gives up on a name that is too long before it counts. */
    static String of(JacksonException mistake) {
        String what = withoutTypes(mistake.getOriginalMessage());
        TokenStreamLocation where = mistake.getLocation();
        return where == null || where.getLineNr() < 1
                ? what
                : "%s at line %d, column %d".formatted(what, where.getLineNr(), where.getColumnNr());
    }

    static String withoutTypes(String message) {
        String plain = TYPE.matcher(ASIDE.matcher(message).replaceAll("")).replaceAll("what is expected");
        return plain.length() <= LONGEST ? plain : plain.substring(0, LONGEST) + "…";
    }
}
