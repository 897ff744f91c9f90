package io.firebreak.chaos.region;

/** Takes lines for the person who waits; never results. */
@FunctionalInterface
public interface Progress {
    void report(String line);

    /** Lines to the standard error stream. */
    static Progress toStandardError() {
        return System.err::println;
    }
}
