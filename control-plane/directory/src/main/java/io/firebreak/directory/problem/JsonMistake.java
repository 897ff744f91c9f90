package io.firebreak.directory.problem;

import java.util.regex.Pattern;

/** What is wrong with a body, as its sender needs to hear it: without the names of our classes. */
public final class JsonMistake {
    /** Messages quote a little of the body. */
    private static final int LONGEST = 400;

    private static final Pattern ASIDE = Pattern.compile(
            "\\s*\\((token|but might|but could|although|for|bound as|`)[^()]*\\)|,? (from|as per|of type) `[^`]*`");
    private static final Pattern TYPE = Pattern.compile("`[A-Za-z]+(\\.[\\w$]+)+[^`]*`( value)?");

    private JsonMistake() {}

    /** The same message without what only we know by name, and cut to a length that fits an answer. */
    public static String withoutTypes(String message) {
        String plain = TYPE.matcher(ASIDE.matcher(message).replaceAll("")).replaceAll("what is expected");
        return plain.length() <= LONGEST ? plain : plain.substring(0, LONGEST) + "…";
    }
}
