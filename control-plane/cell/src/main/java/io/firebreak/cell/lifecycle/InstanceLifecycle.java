package io.firebreak.cell.lifecycle;

import static io.firebreak.cell.lifecycle.InstanceState.IMPAIRED;
import static io.firebreak.cell.lifecycle.InstanceState.PENDING;
import static io.firebreak.cell.lifecycle.InstanceState.RUNNING;
import static io.firebreak.cell.lifecycle.InstanceState.SHUTTING_DOWN;
import static io.firebreak.cell.lifecycle.InstanceState.STOPPED;
import static io.firebreak.cell.lifecycle.InstanceState.STOPPING;
import static io.firebreak.cell.lifecycle.InstanceState.TERMINATED;

import io.firebreak.fleet.api.HostAction;
import java.util.Optional;

/**
 * The table of transitions: for every state and every event what happens. What the host reports counts only if it is of
 * the newest command; the caller sees to that.
 */
final class InstanceLifecycle {
    private InstanceLifecycle() {}

    static Transition on(InstanceState state, InstanceEvent event) {
        return switch (state) {
            case PENDING -> pending(event);
            case RUNNING -> running(event);
            case STOPPING -> stopping(event);
            case STOPPED -> stopped(event);
            case SHUTTING_DOWN -> shuttingDown(event);
            case TERMINATED -> terminated(event);
            case IMPAIRED -> impaired(event);
        };
    }

    private static Transition pending(InstanceEvent event) {
        return switch (event) {
            case STOP, REBOOT -> refuse();
            case TERMINATE -> command(SHUTTING_DOWN, HostAction.TERMINATE);
            case HOST_RUNNING -> to(RUNNING);
            case HOST_TERMINATED -> to(TERMINATED);
            case START, HOST_STOPPED, HOST_SILENT, HOST_ANSWERS, HOST_LOST -> stay();
        };
    }

    private static Transition running(InstanceEvent event) {
        return switch (event) {
            case STOP -> command(STOPPING, HostAction.STOP);
            case REBOOT -> command(RUNNING, HostAction.REBOOT);
            case TERMINATE -> command(SHUTTING_DOWN, HostAction.TERMINATE);
            case HOST_STOPPED -> to(STOPPED);
            case HOST_TERMINATED -> to(TERMINATED);
            case HOST_SILENT, HOST_LOST -> to(IMPAIRED);
            case START, HOST_RUNNING, HOST_ANSWERS -> stay();
        };
    }

    private static Transition stopping(InstanceEvent event) {
        return switch (event) {
            case START, REBOOT -> refuse();
            case TERMINATE -> command(SHUTTING_DOWN, HostAction.TERMINATE);
            case HOST_STOPPED -> to(STOPPED);
            case HOST_TERMINATED -> to(TERMINATED);
            case HOST_LOST -> to(IMPAIRED);
            case STOP, HOST_RUNNING, HOST_SILENT, HOST_ANSWERS -> stay();
        };
    }

    private static Transition stopped(InstanceEvent event) {
        return switch (event) {
            case START -> command(PENDING, HostAction.RUN);
            case REBOOT -> refuse();
            case TERMINATE -> command(SHUTTING_DOWN, HostAction.TERMINATE);
            case HOST_RUNNING -> to(RUNNING);
            case HOST_TERMINATED -> to(TERMINATED);
            case HOST_LOST -> to(IMPAIRED);
            case STOP, HOST_STOPPED, HOST_SILENT, HOST_ANSWERS -> stay();
        };
    }

    private static Transition shuttingDown(InstanceEvent event) {
        return switch (event) {
            case START, STOP, REBOOT -> refuse();
            case HOST_TERMINATED -> to(TERMINATED);
            case TERMINATE, HOST_RUNNING, HOST_STOPPED, HOST_SILENT, HOST_ANSWERS, HOST_LOST -> stay();
        };
    }

    private static Transition terminated(InstanceEvent event) {
        return switch (event) {
            case START, STOP, REBOOT -> refuse();
            case TERMINATE, HOST_RUNNING, HOST_STOPPED, HOST_TERMINATED, HOST_SILENT, HOST_ANSWERS, HOST_LOST -> stay();
        };
    }

    private static Transition impaired(InstanceEvent event) {
        return switch (event) {
            case START, REBOOT -> refuse();
            case STOP -> command(STOPPING, HostAction.STOP);
            case TERMINATE -> command(SHUTTING_DOWN, HostAction.TERMINATE);
            case HOST_RUNNING, HOST_ANSWERS -> to(RUNNING);
            case HOST_STOPPED -> to(STOPPED);
            case HOST_TERMINATED -> to(TERMINATED);
            case HOST_SILENT, HOST_LOST -> stay();
        };
    }

    private static Transition to(InstanceState next) {
        return new Transition.Move(next, Optional.empty());
    }

    private static Transition command(InstanceState next, HostAction action) {
        return new Transition.Move(next, Optional.of(action));
    }

    private static Transition stay() {
        return new Transition.Stay();
    }

    private static Transition refuse() {
        return new Transition.Refuse();
    }
}
