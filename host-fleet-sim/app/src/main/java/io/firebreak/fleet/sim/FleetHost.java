package io.firebreak.fleet.sim;

import io.firebreak.fleet.api.Host;
import io.firebreak.fleet.api.HostReport;
import io.firebreak.fleet.api.HostedInstance;
import io.firebreak.fleet.journal.Change;
import io.firebreak.fleet.nitro.Guest;
import io.firebreak.fleet.nitro.HostId;
import io.firebreak.fleet.nitro.InstanceId;
import io.firebreak.fleet.nitro.NitroController;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A host in its fleet: its controller, whether that answers, and whether it has power. */
final class FleetHost {
    private final Host host;
    private final NitroController controller;
    private final List<Boots.Boot> unseen = new ArrayList<>();
    private boolean silent;
    private boolean dark;

    FleetHost(Host host) {
        this.host = host;
        this.controller = new NitroController(host.capacity());
    }

    HostId id() {
        return new HostId(host.id());
    }

    NitroController controller() {
        return controller;
    }

    /** Without power nothing answers. */
    boolean isSilent() {
        return silent || dark;
    }

    boolean isDark() {
        return dark;
    }

    void setDark(boolean dark) {
        this.dark = dark;
    }

    /** Whether its power is its rack's or its zone's. */
    boolean hangsOn(String feed) {
        return host.rack().equals(feed) || host.zone().equals(feed);
    }

    void setSilent(boolean silent) {
        this.silent = silent;
    }

    /** Keeps a boot that is over until the host answers again. */
    void keepUnseen(Boots.Boot boot) {
        unseen.add(boot);
    }

    List<Boots.Boot> takeUnseen() {
        List<Boots.Boot> taken = List.copyOf(unseen);
        unseen.clear();
        return taken;
    }

    HostReport report() {
        return new HostReport(host.id(), !isSilent(), controller.used());
    }

    /** A guest as the journal and the cell are told of it. */
    Change change(Guest guest) {
        return new Change(
                new HostedInstance(
                        host.id(),
                        guest.id().value(),
                        guest.instanceType(),
                        guest.generation(),
                        guest.state(),
                        guest.resources()),
                guest.since().toEpochMilli());
    }

    /** Brings back what {@link #change} told. */
    void restore(Change change) {
        HostedInstance hosted = change.instance();
        controller.restore(new Guest(
                new InstanceId(hosted.instance()),
                hosted.instanceType(),
                hosted.generation(),
                hosted.state(),
                hosted.resources(),
                Instant.ofEpochMilli(change.sinceMillis())));
    }
}
