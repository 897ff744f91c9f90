package io.firebreak.router.routing;

/** What makes repeated launches one: 1 to 64 printable ASCII characters, neither first nor last a space. */
public record ClientToken(String value) {
    private static final int MAX_LENGTH = 64;

    public ClientToken {
        if (!isValid(value)) {
            throw new IllegalArgumentException("client token must be 1 to 64 printable ASCII characters");
        }
    }

    /** Tells whether a text from outside would be accepted. */
    public static boolean isValid(String text) {
        return !text.isEmpty()
                && text.length() <= MAX_LENGTH
                && text.chars().allMatch(c -> c >= ' ' && c <= '~')
                && text.charAt(0) != ' '
                && text.charAt(text.length() - 1) != ' ';
    }

    @Override
    public String toString() {
        return value;
    }
}
