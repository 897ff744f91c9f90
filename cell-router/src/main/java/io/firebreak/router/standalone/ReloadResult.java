package io.firebreak.router.standalone;

/** What came of reading the file again. */
public sealed interface ReloadResult {
    /** It is in use now. */
    record Accepted(long version) implements ReloadResult {}

    /** It says what is in use already. */
    record Unchanged() implements ReloadResult {}

    /** What was in use still is. */
    record Refused(String why) implements ReloadResult {}
}
