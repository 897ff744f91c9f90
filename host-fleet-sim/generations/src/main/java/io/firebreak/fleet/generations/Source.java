package io.firebreak.fleet.generations;

/**
 * A publication that figures of the model come from, and what it says, in our words.
 *
 * @param published the year, or "undated"
 */
public record Source(String author, String title, String published, String url, String says) {
    /** Author, title, year and address in one line. */
    public String cited() {
        return "%s, %s, %s, %s".formatted(author, title, published, url);
    }
}
