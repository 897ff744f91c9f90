package io.firebreak.chaos.region;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** How a process of the region is run. */
interface Program {
    /** The command line. Every user of the machine can read it, so it holds no secret. */
    List<String> command();

    /** The whole environment: nothing is inherited, so that a region is the same whoever starts it. */
    Map<String, String> environment(Version version);

    Path workingDirectory();

    /** Makes ready what a start needs; also after a life that ended by SIGKILL. May take a second. */
    void beforeStart();

    /** Whether it can do its work now. May take a second. */
    boolean isReady();

    /** Every process that dies or pauses with the main one. */
    List<ProcessHandle> processes(ProcessHandle main);

    /** What asks it to end in order. */
    Signal stopSignal();
}
