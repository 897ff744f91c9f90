package io.firebreak.fleet.nitro;

import static io.firebreak.fleet.api.HostedState.BOOTING;
import static io.firebreak.fleet.api.HostedState.RUNNING;
import static io.firebreak.fleet.api.HostedState.STOPPED;

import io.firebreak.fleet.api.CommandOutcome;
import io.firebreak.fleet.api.Resources;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The controller of one host: takes the commands, admits or refuses, and alone commands the hypervisor.
 *
 * <p>Commands are fenced by generation. An older one than the newest accepted is {@link CommandOutcome#STALE}, the same is
 * {@link CommandOutcome#REPEATED}; both do nothing, so a cell may send anything again, and a delayed message cannot undo a
 * later one. A refused command leaves no trace: the cell may send the same generation once there is room.
 *
 * <p>Admission is the host's own, in every part: a host is never over-committed, whatever the cell believes.
 */
public final class NitroController {
    private final List<Part> parts;
    private final Hypervisor hypervisor = new Hypervisor();
    private final Map<InstanceId, Guest> guests = new HashMap<>();

    public NitroController(Resources capacity) {
        parts = Arrays.stream(Part.Kind.values())
                .map(kind -> new Part(kind, capacity))
                .toList();
    }

    /** Carries a command out, or refuses it. */
    public Answer handle(Command command, Instant now) {
        Guest guest = guests.get(command.instance());
        if (guest != null && command.generation() <= guest.generation()) {
            return new Answer.Refused(
                    command.generation() == guest.generation() ? CommandOutcome.REPEATED : CommandOutcome.STALE);
        }
        Guest known = guest != null && guest.hasPlace() ? guest : null;
        return switch (command) {
            case Command.Run run when known == null -> start(run, now);
            case Command.Run run -> runAgain(run, known, now);
            case Command.Stop _, Command.Reboot _
            when known == null -> new Answer.Refused(CommandOutcome.UNKNOWN_INSTANCE);
            case Command.Stop stop -> accept(stop(known, now).withGeneration(stop.generation()));
            case Command.Reboot reboot -> accept(reboot(known, now).withGeneration(reboot.generation()));
            case Command.Terminate terminate -> accept(terminate(terminate, guest, now));
        };
    }

    /**
     * Ends a boot that is due. Empty when the instance no longer boots, or boots anew: that boot is not the one that began
     * at {@code began}.
     */
    public Optional<Guest> completeBoot(InstanceId instance, Instant began, Instant now) {
        Guest guest = guests.get(instance);
        if (guest == null || guest.state() != BOOTING || !guest.since().equals(began)) {
            return Optional.empty();
        }
        return Optional.of(remember(guest.in(RUNNING, now)));
    }

    /** Brings back what the host held before its simulation was stopped. */
    public void restore(Guest guest) {
        if (guest.hasPlace()) {
            attach(guest.id(), guest.resources());
            if (guest.state() != STOPPED) {
                hypervisor.start(guest.id());
            }
        }
        remember(guest);
    }

    /** Loses power: everything that has a place ends and leaves a tombstone. Returns those, none the second time. */
    public List<Guest> losePower(Instant now) {
        return guests.values().stream()
                .filter(Guest::hasPlace)
                .sorted(Comparator.comparing(guest -> guest.id().value()))
                .toList()
                .stream()
                .map(guest -> end(guest, now))
                .toList();
    }

    private Guest end(Guest guest, Instant now) {
        powerOff(guest.id());
        parts.forEach(part -> part.detach(guest.id()));
        return remember(guest.ended(now));
    }

    /** Drops a tombstone of this generation; a guest that has a place, or a newer tombstone, stays. */
    public boolean forget(InstanceId instance, long generation) {
        Guest guest = guests.get(instance);
        if (guest == null || guest.hasPlace() || guest.generation() != generation) {
            return false;
        }
        guests.remove(instance);
        return true;
    }

    /** What all parts together have handed out. */
    public Resources used() {
        return parts.stream().map(Part::used).reduce(Resources.NONE, Resources::plus);
    }

    /** All guests and tombstones, in no order. */
    public Collection<Guest> guests() {
        return Collections.unmodifiableCollection(guests.values());
    }

    /** How many domains the hypervisor runs. */
    public int domains() {
        return hypervisor.domains();
    }

    private Answer start(Command.Run run, Instant now) {
        if (!admits(run)) {
            return new Answer.Refused(CommandOutcome.NO_CAPACITY);
        }
        attach(run.instance(), run.resources());
        hypervisor.start(run.instance());
        return accept(Guest.booting(run, now));
    }

    /** A running instance keeps running, unless it is to become another size: then it boots as that. */
    private Answer runAgain(Command.Run run, Guest guest, Instant now) {
        boolean sameSize = run.instanceType().equals(guest.instanceType())
                && run.resources().equals(guest.resources());
        if (sameSize && guest.state() != STOPPED) {
            return accept(guest.withGeneration(run.generation()));
        }
        if (!admits(run)) {
            return new Answer.Refused(CommandOutcome.NO_CAPACITY);
        }
        powerOff(guest.id());
        return start(run, now);
    }

    private Guest stop(Guest guest, Instant now) {
        powerOff(guest.id());
        return guest.state() == STOPPED ? guest : guest.in(STOPPED, now);
    }

    /** A stopped instance stays stopped, as a restart button does nothing to a machine that is off. */
    private Guest reboot(Guest guest, Instant now) {
        if (guest.state() == STOPPED) {
            return guest;
        }
        powerOff(guest.id());
        hypervisor.start(guest.id());
        return guest.in(BOOTING, now);
    }

    private Guest terminate(Command.Terminate command, @Nullable Guest guest, Instant now) {
        powerOff(command.instance());
        parts.forEach(part -> part.detach(command.instance()));
        return Guest.tombstone(command, guest == null ? "" : guest.instanceType(), now);
    }

    private boolean admits(Command.Run run) {
        return parts.stream().allMatch(part -> part.admits(run.instance(), run.resources()));
    }

    private void attach(InstanceId instance, Resources resources) {
        parts.forEach(part -> part.attach(instance, resources));
    }

    private void powerOff(InstanceId instance) {
        if (hypervisor.runs(instance)) {
            hypervisor.stop(instance);
        }
    }

    private Answer accept(Guest guest) {
        return new Answer.Accepted(remember(guest));
    }

    private Guest remember(Guest guest) {
        guests.put(guest.id(), guest);
        return guest;
    }
}
