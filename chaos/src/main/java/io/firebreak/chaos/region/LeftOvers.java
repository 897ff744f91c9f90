package io.firebreak.chaos.region;

import java.util.List;
import java.util.stream.Stream;

/**
 * Processes of a region that nobody owns any more, after its supervisor was killed. They are known by their command
 * lines, which name the home: a recorded process id may belong to something else by now.
 */
record LeftOvers(List<ProcessHandle> databases, List<ProcessHandle> others) {
    /** The system property that names the home on the command line of every application. */
    static final String MARK = "firebreak.region=";

    /** About ten seconds. A fast shutdown writes a checkpoint; one that takes longer is killed, which costs no committed row. */
    private static final int LOOKS = 100;

    static LeftOvers of(RegionHome home) {
        String app = "-D" + MARK + home.directory() + " ";
        String database = " -D " + home.databases() + "/";
        List<ProcessHandle> all = ProcessHandle.allProcesses().toList();
        return new LeftOvers(
                all.stream().filter(process -> names(process, database)).toList(),
                all.stream().filter(process -> names(process, app)).toList());
    }

    private static boolean names(ProcessHandle process, String text) {
        return process.info().commandLine().filter(line -> line.contains(text)).isPresent();
    }

    boolean isEmpty() {
        return databases.isEmpty() && others.isEmpty();
    }

    int size() {
        return databases.size() + others.size();
    }

    /** Ends them all; returns when none is left. */
    void end(Pause pause) {
        others.forEach(ProcessHandle::destroyForcibly);
        Signal.CONT.send(databases);
        Signal.INT.send(databases);
        if (!isOver(pause)) {
            databases.forEach(ProcessHandle::destroyForcibly);
            isOver(pause);
        }
    }

    private boolean isOver(Pause pause) {
        for (int looks = 0; looks < LOOKS; looks++) {
            if (Stream.concat(databases.stream(), others.stream()).noneMatch(LeftOvers::isThere)) {
                return true;
            }
            pause.shortly();
        }
        return false;
    }

    /** One that ended has no command line any more, even when nobody has asked for its exit code yet. */
    private static boolean isThere(ProcessHandle process) {
        return process.isAlive() && process.info().commandLine().isPresent();
    }
}
