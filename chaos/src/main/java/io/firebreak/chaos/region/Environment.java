package io.firebreak.chaos.region;

/** What a started process must have from the environment of who starts it. */
final class Environment {
    private static final String USUAL_PATH = "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin";

    private Environment() {}

    /** Where programs are found. */
    static String path() {
        String path = System.getenv("PATH");
        return path == null ? USUAL_PATH : path;
    }
}
