package io.firebreak.cell.placement;

import io.firebreak.assigner.TenantId;
import io.firebreak.fleet.api.Resources;
import java.util.List;
import java.util.Optional;

/**
 * Looks for the best host for the next instance of a launch: the fullest by grade; of equally full ones the one whose rack
 * has the fewest of the launch; of these the first by id.
 */
final class Search {
    private final HostIndex hosts;
    private final PlacementRequest request;
    private final RackRule racks;
    private final int leastLoad;

    private int bestGrade = BestFit.GRADES;
    private int bestLoad;
    private int bestRank;

    Search(HostIndex hosts, PlacementRequest request, RackRule racks) {
        this.hosts = hosts;
        this.request = request;
        this.racks = racks;
        this.leastLoad = racks.leastLoad(hosts.racks().size());
    }

    /** Its rank, or {@link HostLines#NONE}. */
    int best() {
        if (request.grouping() instanceof Grouping.Cluster(Optional<String> rack)) {
            rack.ifPresent(this::searchRack);
        } else {
            searchClasses();
        }
        return bestGrade == BestFit.GRADES ? HostLines.NONE : bestRank;
    }

    private void searchRack(String rack) {
        for (int host : hosts.racks().getOrDefault(rack, List.of())) {
            if (Filters.refusal(request, racks, hosts, host).isEmpty()) {
                offer(hosts.level(host).grade(), racks.load(rack), host);
            }
        }
    }

    private void searchClasses() {
        switch (request.tenancy()) {
            case Tenancy.Shared _ -> hosts.classes().open(request.family()).forEach(this::searchByGrade);
            case Tenancy.Dedicated(TenantId tenant) -> {
                hosts.classes().dedicated(tenant, request.family()).forEach(this::searchByGrade);
                hosts.classes().open(request.family()).forEach(this::searchEmpty);
            }
            case Tenancy.WholeHost _ -> hosts.classes().open(request.family()).forEach(this::searchEmpty);
        }
    }

    private boolean isInZone(HostClass hostClass) {
        Optional<String> zone = request.zone();
        return zone.isEmpty() || zone.get().equals(hostClass.key().zone());
    }

    private void searchByGrade(HostClass hostClass) {
        if (!isInZone(hostClass)) {
            return;
        }
        int shape = hostClass.shape(request.perInstance());
        int grade = hostClass.firstGrade(shape, 0);
        while (grade >= 0 && grade <= bestGrade) {
            Shelf shelf = hostClass.shelf(grade);
            for (int i = 0; i < shelf.size(); i++) {
                if (shelf.fits(i, shape)) {
                    consider(shelf.at(i));
                }
            }
            if (bestGrade == grade) {
                return;
            }
            grade = hostClass.firstGrade(shape, grade + 1);
        }
    }

    private void searchEmpty(HostClass hostClass) {
        Level empty = hostClass.level(Resources.NONE);
        if (empty != null && isInZone(hostClass) && request.perInstance().fitsInto(empty.free())) {
            consider(empty);
        }
    }

    private void consider(Level level) {
        if (level.grade() <= bestGrade) {
            if (racks.isIndifferent()) {
                offer(level.grade(), 0, level.hosts().at(0));
            } else {
                considerFrom(0, level);
            }
        }
    }

    /** Goes down the heap, and no further where all that follows is worse than what was found. */
    private void considerFrom(int place, Level level) {
        RankHeap ranks = level.hosts();
        if (place >= ranks.size()) {
            return;
        }
        int rank = ranks.at(place);
        if (level.grade() == bestGrade && bestLoad == leastLoad && rank > bestRank) {
            return;
        }
        int load = racks.load(hosts.rack(rank));
        if (load != RackRule.FORBIDDEN) {
            offer(level.grade(), load, rank);
        }
        considerFrom(2 * place + 1, level);
        considerFrom(2 * place + 2, level);
    }

    private void offer(int grade, int load, int rank) {
        boolean better = grade != bestGrade ? grade < bestGrade : load != bestLoad ? load < bestLoad : rank < bestRank;
        if (better) {
            bestGrade = grade;
            bestLoad = load;
            bestRank = rank;
        }
    }
}
