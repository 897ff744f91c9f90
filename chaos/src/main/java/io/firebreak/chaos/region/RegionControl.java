package io.firebreak.chaos.region;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * What can be done to the processes of a running region. Every call returns after it took effect, and may be used by
 * many threads. A region that does not answer is a {@link RegionUnreachableException}; a name the region does not have
 * is an {@link IllegalArgumentException}, and then nothing was done. What is so already is left so: a dead process that is
 * killed stays dead. {@code docs/drivers.md} says what each call means where processes are containers.
 */
public interface RegionControl {
    /** All processes, in the order of their start. */
    List<RegionProcess> processes();

    /**
     * SIGKILL, to all of them at once. A database is killed with its backends, as when its machine dies.
     *
     * @param hold true keeps them dead until they are released, false lets them be restarted after their back-off
     */
    void kill(Collection<ProcessName> names, boolean hold);

    /** Starts held processes again, each as soon as it is its turn; the others are left as they are. */
    void release(Collection<ProcessName> names);

    /**
     * Ends them in order, by the signal each is made for: an application drains first. One that takes longer than its grace is
     * killed. They stay dead until they are released.
     */
    void end(Collection<ProcessName> names);

    /** Ends them in order, and starts them again at once; {@link #processes()} tells when they are ready. */
    void restart(Collection<ProcessName> names);

    /**
     * Starts nodes as another version of themselves: ends them in order and starts them at once with these settings on top of
     * their own, at this start and at every later one, until they are deployed anew or rolled back.
     *
     * @param settings of {@code firebreak.chaos.*} only
     */
    void deploy(Collection<ProcessName> names, Map<String, String> settings);

    /** Starts those of them that run as another version as what they were; the others are left as they are. */
    void rollBack(Collection<ProcessName> names);

    /** SIGSTOP: the processes keep their memory and sockets and answer nothing. */
    void pause(Collection<ProcessName> names);

    /** SIGCONT to paused processes. */
    void resume(Collection<ProcessName> names);

    /** Stops everything; returns when no process is left. */
    void down();
}
