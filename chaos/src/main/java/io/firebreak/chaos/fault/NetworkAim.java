package io.firebreak.chaos.fault;

import io.firebreak.assigner.CellId;
import io.firebreak.chaos.gameday.GameDay;
import io.firebreak.chaos.gameday.Step;
import io.firebreak.chaos.network.Cut;
import io.firebreak.chaos.network.Link;
import io.firebreak.chaos.network.Slowness;
import io.firebreak.chaos.network.Toxics;
import java.util.Set;

/** Says which wires a broken link means, and whether the cell serves anybody while it is. */
final class NetworkAim {
    private NetworkAim() {}

    /**
     * A cell that nobody reaches, or that does not reach its database, serves nobody, whichever way it is cut. Without its fleet it
     * accepts launches and terminations all the same: they are recorded first, and told to hosts when these can be told.
     */
    static PlannedFault cut(Step step, FaultSite site, CellId cell, Link link, Cut cut) {
        Set<CellId> disabled = link == Link.FLEET ? Set.of() : Set.of(cell);
        return planned(step, site, cell, link, cut.toString(), disabled, cut.toxics());
    }

    static PlannedFault slow(Step step, FaultSite site, CellId cell, Link link, Slowness slowness, GameDay gameDay) {
        boolean disables = new SlowLink(link, slowness).disables(cell, site, gameDay);
        return planned(step, site, cell, link, words(slowness), disables ? Set.of(cell) : Set.of(), slowness.toxics());
    }

    private static PlannedFault planned(
            Step step, FaultSite site, CellId cell, Link link, String how, Set<CellId> disabled, Toxics toxics) {
        String what = switch (link) {
            case ROUTERS -> "routers to " + cell;
            case DATABASE -> cell + " to its database";
            case FLEET -> cell + " to its fleet";
        };
        return new PlannedFault(
                step, what + ": " + how, Set.of(cell), disabled, site.behind(cell, link), new Means.Network(toxics));
    }

    private static String words(Slowness slowness) {
        StringBuilder words = new StringBuilder();
        if (!slowness.latency().isZero()) {
            words.append("%s ms each way".formatted(slowness.latency().toMillis()));
        }
        if (!slowness.jitter().isZero()) {
            words.append(", %s ms more or less".formatted(slowness.jitter().toMillis()));
        }
        if (slowness.bytesPerSecond() > 0) {
            words.append(words.isEmpty() ? "" : ", ");
            words.append("%,d bytes/s".formatted(slowness.bytesPerSecond()));
        }
        return words.toString();
    }
}
