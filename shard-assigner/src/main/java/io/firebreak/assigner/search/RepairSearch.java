package io.firebreak.assigner.search;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Objects;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Finds shards for many tenants at once, who may give way to each other but to nobody else. Each step builds the shard of
 * one tenant cell by cell with the fewest conflicts, and takes the shards of those it conflicts with away, if there is at
 * most one, or rarely two; they wait their turn again. Who has just got a shard is spared. Source: min-conflicts (Minton
 * et al., Artificial Intelligence 1992) with the tabu of Glover (ORSA Journal on Computing 1989), for packings as in the
 * hill climbing of Stinson (Annals of Discrete Mathematics 1985).
 */
final class RepairSearch {
    /** Conflict with one who may not give way: never taken while there is any other cell. */
    private static final int FORBIDDEN = 1_000_000;
    /** Conflict with one who has just got a shard counts as this many. */
    private static final int SPARED = 4;
    /** In steps: how long one is spared at least, and by how much longer at most. */
    private static final int SPARED_FOR = 3;

    private static final int SPARED_LONGER = 5;
    /** In how many steps one lets two give way to one. */
    private static final int TWO_FOR_ONE = 60;
    /** In tenants: enough to leave the well-trodden paths, too little to unbalance the cells. */
    private static final double SHAKE = 1.5;

    private final Site site;
    private final RandomGenerator chance;
    private final int mostSteps;
    /** By number; null for those who may not give way. */
    private final @Nullable Place[] places;

    private final Deque<Integer> waiting = new ArrayDeque<>();
    private int placed;
    private int mostPlaced;
    private int step;

    /** @param tenants one more than the greatest number of a tenant */
    RepairSearch(Site site, int tenants, int mostSteps, RandomGenerator chance) {
        this.site = site;
        this.mostSteps = mostSteps;
        this.chance = chance;
        this.places = new @Nullable Place[tenants];
    }

    void add(int tenant, ShardRequest request) {
        places[tenant] = new Place(request, site.eligible(request));
        waiting.add(tenant);
    }

    /** Places as many as it can; those it could not place have no members afterwards. */
    void run() {
        for (step = 0; step < mostSteps && !waiting.isEmpty(); step++) {
            step(waiting.remove());
        }
        if (placed < mostPlaced) {
            restore();
        }
    }

    boolean hasPlacedAll() {
        return standing().count()
                == Arrays.stream(places).filter(Objects::nonNull).count();
    }

    /** Places as many as it can once more, from given shards on, and keeps what it had unless more are placed now. */
    void runFrom(Function<ShardRequest, int[]> given) {
        remember();
        standing().forEach(site.occupancy::remove);
        placed = 0;
        waiting.clear();
        for (int tenant = 0; tenant < places.length; tenant++) {
            Place place = places[tenant];
            if (place != null) {
                int[] members = given.apply(place.request);
                if (members.length > 0) {
                    site.occupancy.place(tenant, place.request.weight(), members);
                    placed++;
                } else {
                    waiting.add(tenant);
                }
                place.sparedUntil = 0;
            }
        }
        if (placed > 0) {
            run();
        } else {
            restore();
        }
    }

    private void step(int tenant) {
        Place place = place(tenant);
        Candidate candidate = build(place);
        if (candidate == null) {
            makeRoom();
            waiting.add(tenant);
            return;
        }
        int[] conflicts = candidate.conflicts();
        if (isAcceptable(conflicts)) {
            if (conflicts.length > 0) {
                remember();
            }
            for (int other : conflicts) {
                takeAway(other);
            }
            site.occupancy.place(tenant, place.request.weight(), candidate.members());
            placed++;
            place.sparedUntil = step + SPARED_FOR + chance.nextInt(SPARED_LONGER);
        } else {
            waiting.add(tenant);
        }
    }

    private boolean isAcceptable(int[] conflicts) {
        for (int other : conflicts) {
            if (places[other] == null) {
                return false;
            }
        }
        return conflicts.length <= 1 || (conflicts.length == 2 && chance.nextInt(TWO_FOR_ONE) == 0);
    }

    private @Nullable Candidate build(Place place) {
        Candidate candidate = site.candidate(place.request, place.eligible, this::cost);
        while (!candidate.isComplete()) {
            int cell = cheapest(candidate, place.request.weight());
            if (cell < 0) {
                return null;
            }
            candidate.add(cell);
        }
        return candidate;
    }

    private int cost(int tenant) {
        Place place = places[tenant];
        if (place == null) {
            return FORBIDDEN;
        }
        return place.sparedUntil > step ? SPARED : 1;
    }

    private int cheapest(Candidate candidate, double weight) {
        int round = candidate.round();
        int best = -1;
        double bestPressure = 0;
        for (int cell : candidate.eligible()) {
            if (candidate.isOpen(cell, round) && site.fits(cell, weight)) {
                double pressure = site.pressure(cell, SHAKE, chance);
                if (best < 0
                        || candidate.cost(cell) < candidate.cost(best)
                        || (candidate.cost(cell) == candidate.cost(best) && pressure < bestPressure)) {
                    best = cell;
                    bestPressure = pressure;
                }
            }
        }
        return best;
    }

    /** Every cell that was left is full: somebody has to go. */
    private void makeRoom() {
        int[] standing = standing().toArray();
        if (standing.length > 0) {
            remember();
            takeAway(standing[chance.nextInt(standing.length)]);
        }
    }

    private void takeAway(int tenant) {
        site.occupancy.remove(tenant);
        placed--;
        waiting.add(tenant);
    }

    private Place place(int tenant) {
        return Objects.requireNonNull(places[tenant], "a tenant of another search");
    }

    private IntStream standing() {
        return IntStream.range(0, places.length).filter(tenant -> places[tenant] != null && site.occupancy.has(tenant));
    }

    private void remember() {
        if (placed > mostPlaced) {
            mostPlaced = placed;
            for (int tenant = 0; tenant < places.length; tenant++) {
                Place place = places[tenant];
                if (place != null) {
                    place.best = site.occupancy.members(tenant);
                }
            }
        }
    }

    private void restore() {
        standing().forEach(site.occupancy::remove);
        for (int tenant = 0; tenant < places.length; tenant++) {
            Place place = places[tenant];
            if (place != null && place.best.length > 0) {
                site.occupancy.place(tenant, place.request.weight(), place.best);
            }
        }
    }

    /** One tenant of this search. */
    private static final class Place {
        private final ShardRequest request;
        private final int[] eligible;
        private int sparedUntil;
        /** Its members when most tenants had a shard; empty when it had none. */
        private int[] best = {};

        Place(ShardRequest request, int[] eligible) {
            this.request = request;
            this.eligible = eligible;
        }
    }
}
