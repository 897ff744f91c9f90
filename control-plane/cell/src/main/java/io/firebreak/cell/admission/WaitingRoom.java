package io.firebreak.cell.admission;

import io.firebreak.assigner.Lattice;
import io.firebreak.assigner.shuffle.SlotShuffleAssigner;
import io.firebreak.cell.settings.AdmissionSettings;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Decides who is served, who waits and who is turned away: fair queuing as Kubernetes' API Priority and Fairness has it. Of
 * each level's queues a tenant has a hand, dealt by shuffle sharding, and its calls go to the shortest of them; queues are
 * served in turn. So a tenant that floods fills its own hand, and another one almost always has a queue it is not in.
 *
 * <p>When all the room is taken somebody has to give way to a newcomer: first who waits in a level that has more than its
 * share, the level shed first before the others; then, in the newcomer's own level, who waits in the longest queue (as fq_codel does,
 * RFC 8290, section 4.1). It is always the one that has waited least. Nobody gives way to a newcomer who would itself be next.
 *
 * <p>Pure, without threads and time; not safe for threads.
 */
final class WaitingRoom {
    /** Those shed first first. */
    private static final List<Level> SHED_ORDER = shedOrder();

    private final Map<Level, FairQueues> queues = new EnumMap<>(Level.class);
    private final Map<Level, Integer> serving = new EnumMap<>(Level.class);
    private final SlotShuffleAssigner hands;
    private final int[] hand;
    private final int room;
    private int seats;
    private int servingInAll;
    private int waitingInAll;

    /** @param seed of the hands; secret, for tenants choose their names */
    WaitingRoom(AdmissionSettings settings, long seed) {
        for (Level level : Level.values()) {
            queues.put(level, new FairQueues(settings.queues(), settings.queueLength()));
            serving.put(level, 0);
        }
        this.hands =
                new SlotShuffleAssigner(Lattice.dealt(settings.queues(), 1), settings.hand(), seed, settings.queues());
        this.hand = new int[settings.hand()];
        this.room = settings.room();
        this.seats = settings.first();
    }

    private static List<Level> shedOrder() {
        List<Level> levels = Arrays.asList(Level.values());
        Collections.reverse(levels);
        return List.copyOf(levels);
    }

    int seats() {
        return seats;
    }

    int serving() {
        return servingInAll;
    }

    int serving(Level level) {
        return serving.getOrDefault(level, 0);
    }

    int waiting(Level level) {
        return queuesOf(level).waiting();
    }

    /** Lets a visitor in, has it wait, or turns it away: its verdict says so. */
    void arrive(Visitor visitor) {
        if (servingInAll < seats) {
            letIn(visitor);
            return;
        }
        FairQueues own = queuesOf(visitor.level());
        hands.assign(visitor.tenant(), hand);
        int queue = own.shortestOf(hand);
        visitor.waitsIn(queue);
        if (own.isFull(queue)) {
            turnAway(visitor, Verdict.HAND_FULL);
        } else if (waitingInAll < room || makeRoom(visitor.level(), own.length(queue))) {
            own.add(queue, visitor);
            waitingInAll++;
        } else {
            turnAway(visitor, Verdict.ROOM_FULL);
        }
    }

    /** One that was let in is served. */
    void leave(Level level) {
        serving.merge(level, -1, Integer::sum);
        servingInAll--;
        fill();
    }

    /** One that waits does not want to any more; false if it is decided on by now. */
    boolean giveUp(Visitor visitor, Verdict why) {
        if (!queuesOf(visitor.level()).remove(visitor)) {
            return false;
        }
        waitingInAll--;
        turnAway(visitor, why);
        return true;
    }

    /** From now on so many are served at once; those who are served already stay. */
    void limitTo(int limit) {
        seats = limit;
        fill();
    }

    private void fill() {
        while (servingInAll < seats && waitingInAll > 0) {
            letIn(queuesOf(nextLevel()).next());
            waitingInAll--;
        }
    }

    /** The first that is within its share of the seats, else the first of all; there must be one in which somebody waits. */
    private Level nextLevel() {
        Level next = null;
        for (Level level : SHED_ORDER.reversed()) {
            if (waiting(level) > 0) {
                if (level.isWithinShare(serving(level), seats)) {
                    return level;
                }
                next = next == null ? level : next;
            }
        }
        if (next == null) {
            throw new IllegalStateException("nobody waits");
        }
        return next;
    }

    private void letIn(Visitor visitor) {
        serving.merge(visitor.level(), 1, Integer::sum);
        servingInAll++;
        visitor.decide(Verdict.LET_IN);
    }

    /**
     * Has one that waits give way to a newcomer, if there is one who should.
     *
     * @param ownLength how many wait in the newcomer's queue
     */
    private boolean makeRoom(Level newcomer, int ownLength) {
        boolean withinShare = newcomer.isWithinShare(waiting(newcomer), room);
        for (Level level : SHED_ORDER) {
            if (level.isOverShare(waiting(level), room) && (withinShare || level.isShedBefore(newcomer))) {
                pushOut(queuesOf(level));
                return true;
            }
        }
        FairQueues own = queuesOf(newcomer);
        if (own.length(own.longest()) <= ownLength + 1) {
            return false;
        }
        pushOut(own);
        return true;
    }

    private void pushOut(FairQueues from) {
        waitingInAll--;
        turnAway(from.newest(from.longest()), Verdict.PUSHED_OUT);
    }

    private void turnAway(Visitor visitor, Verdict why) {
        if (queuesOf(visitor.level()).isCrowdedByItsTenant(visitor)) {
            visitor.wasAmongItsOwn();
        }
        visitor.decide(why);
    }

    private FairQueues queuesOf(Level level) {
        FairQueues found = queues.get(level);
        if (found == null) {
            throw new IllegalStateException("no queues of " + level);
        }
        return found;
    }
}
