package io.firebreak.chaos.install;

/** What a JVM does with the archive of classes and profiles that makes its start several times cheaper. */
public enum Archive {
    /** Uses it when there is one for this build and this JDK. */
    USED,
    /** Writes it when the process ends, from what was loaded and run until then. */
    WRITTEN
}
