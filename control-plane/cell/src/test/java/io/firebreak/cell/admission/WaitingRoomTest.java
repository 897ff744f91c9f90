package io.firebreak.cell.admission;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.cell.settings.AdmissionSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Two seats, eight queues of four each, hands of two, room for ten. */
class WaitingRoomTest {
    private static final int ROOM = 10;
    private static final long FLOOD = 1;
    private static final long SEED = 11;

    private final WaitingRoom room =
            new WaitingRoom(new AdmissionSettings(2, 1, 16, 8, 2, 4, ROOM, Duration.ofMillis(250)), SEED);

    @Test
    void letsInUntilTheSeatsAreTakenAndThenOneForEachThatLeaves() {
        Visitor first = arrive(Level.LAUNCH, 1);
        Visitor second = arrive(Level.LAUNCH, 2);
        Visitor third = arrive(Level.LAUNCH, 3);

        assertThat(List.of(first, second))
                .allSatisfy(visitor -> assertThat(visitor.verdict()).contains(Verdict.LET_IN));
        assertThat(third.verdict()).isEmpty();
        assertThat(room.waiting(Level.LAUNCH)).isEqualTo(1);

        room.leave(Level.LAUNCH);
        assertThat(third.verdict()).contains(Verdict.LET_IN);
        assertThat(room.serving()).isEqualTo(2);
        assertThat(room.waiting(Level.LAUNCH)).isZero();
    }

    @Test
    void turnsATenantAwayWhoseHandIsFullAndTakesOthers() {
        fillTheSeats();
        List<Visitor> flood = arrive(9, Level.LAUNCH, FLOOD);

        assertThat(flood.subList(0, 8))
                .allSatisfy(visitor -> assertThat(visitor.verdict()).isEmpty());
        assertThat(flood.getLast().verdict()).contains(Verdict.HAND_FULL);
        assertThat(flood.getLast().isAmongItsOwn()).isTrue();
        assertThat(arrive(Level.LAUNCH, otherHand()).verdict()).isEmpty();
    }

    @Test
    void servesAQuietTenantWithinOneRoundHoweverManyAFloodHasWaiting() {
        fillTheSeats();
        arrive(8, Level.LAUNCH, FLOOD);
        Visitor quiet = arrive(Level.LAUNCH, otherHand());

        IntStream.range(0, 3).forEach(_ -> room.leave(Level.LAUNCH));
        assertThat(quiet.verdict()).contains(Verdict.LET_IN);
    }

    @Test
    void makesRoomByPushingOutWhoWaitsInTheLongestQueue() {
        fillTheSeats();
        List<Visitor> flood = arrive(8, Level.LAUNCH, FLOOD);
        long other = otherHand();
        arrive(2, Level.LAUNCH, other);
        Visitor newcomer = arrive(Level.LAUNCH, otherHand(FLOOD, other));

        assertThat(newcomer.verdict()).isEmpty();
        assertThat(flood).filteredOn(visitor -> visitor.verdict().isPresent()).hasSize(1);
        assertThat(flood.subList(6, 8)).anySatisfy(newest -> {
            assertThat(newest.verdict()).contains(Verdict.PUSHED_OUT);
            assertThat(newest.isAmongItsOwn()).isTrue();
        });
        assertThat(waiting()).isEqualTo(ROOM);
    }

    @Test
    void turnsANewcomerAwayWhenNobodyWaitsInALongerQueue() {
        fillTheSeats();
        long tenant = 2;
        while (waiting() < ROOM) {
            Visitor visitor = arrive(Level.LAUNCH, tenant++);
            assertThat(visitor.verdict()).isEmpty();
        }
        List<Visitor> more = IntStream.range(0, 200)
                .mapToObj(i -> arrive(Level.LAUNCH, 1_000 + i))
                .toList();

        assertThat(more).anySatisfy(visitor -> {
            assertThat(visitor.verdict()).contains(Verdict.ROOM_FULL);
            assertThat(visitor.isAmongItsOwn()).isFalse();
        });
        assertThat(waiting()).isEqualTo(ROOM);
    }

    @Test
    void shedsListsBeforeLaunchesAndLaunchesBeforeWhatOnlyThisCellCanAnswer() {
        fillTheSeats();
        List<Visitor> lists = spread(ROOM, Level.LIST);
        List<Visitor> launches = spread(6, Level.LAUNCH);
        assertThat(launches).allSatisfy(visitor -> assertThat(visitor.verdict()).isEmpty());
        assertThat(lists)
                .filteredOn(visitor -> visitor.verdict().equals(Optional.of(Verdict.PUSHED_OUT)))
                .hasSize(6);

        List<Visitor> owned = spread(4, Level.OWNED);
        assertThat(owned).allSatisfy(visitor -> assertThat(visitor.verdict()).isEmpty());
        assertThat(room.waiting(Level.LIST)).as("the lists' share").isEqualTo(2);
        assertThat(room.waiting(Level.LAUNCH)).as("the launches' share").isEqualTo(4);
        assertThat(room.waiting(Level.OWNED)).isEqualTo(4);
    }

    @Test
    void givesEachLevelItsShareOfTheSeatsAndTheRestToTheFirst() {
        room.limitTo(0);
        spread(3, Level.LIST);
        spread(3, Level.LAUNCH);
        spread(4, Level.OWNED);
        room.limitTo(5);

        assertThat(room.serving(Level.OWNED)).isEqualTo(2);
        assertThat(room.serving(Level.LAUNCH)).isEqualTo(2);
        assertThat(room.serving(Level.LIST)).isEqualTo(1);
        room.limitTo(7);
        assertThat(room.serving(Level.OWNED)).isEqualTo(3);
    }

    @Test
    void forgetsWhoGivesUpWaiting() {
        fillTheSeats();
        Visitor impatient = arrive(Level.LAUNCH, 5);
        Visitor next = arrive(Level.LAUNCH, 6);

        assertThat(room.giveUp(impatient, Verdict.WAITED_TOO_LONG)).isTrue();
        assertThat(room.giveUp(impatient, Verdict.CALLER_GAVE_UP)).isFalse();
        assertThat(impatient.verdict()).contains(Verdict.WAITED_TOO_LONG);
        assertThat(impatient.isAmongItsOwn()).isFalse();
        room.leave(Level.LAUNCH);
        assertThat(next.verdict()).contains(Verdict.LET_IN);
        assertThat(room.giveUp(next, Verdict.WAITED_TOO_LONG)).isFalse();
    }

    private void fillTheSeats() {
        arrive(room.seats(), Level.LAUNCH, 99);
    }

    private Visitor arrive(Level level, long tenant) {
        Visitor visitor = new Visitor(level, tenant);
        room.arrive(visitor);
        return visitor;
    }

    private List<Visitor> arrive(int count, Level level, long tenant) {
        return IntStream.range(0, count).mapToObj(_ -> arrive(level, tenant)).toList();
    }

    /** Each of another tenant. */
    private List<Visitor> spread(int count, Level level) {
        List<Visitor> visitors = new ArrayList<>();
        for (long tenant = 100; visitors.size() < count; tenant++) {
            visitors.add(arrive(level, tenant));
        }
        return visitors;
    }

    private int waiting() {
        int all = 0;
        for (Level level : Level.values()) {
            all += room.waiting(level);
        }
        return all;
    }

    /** A tenant that shares no queue with these, nor with the flood. */
    private static long otherHand(long... others) {
        Set<Integer> taken = new HashSet<>(queuesOf(FLOOD));
        for (long other : others) {
            taken.addAll(queuesOf(other));
        }
        long tenant = 2;
        while (queuesOf(tenant).stream().anyMatch(taken::contains)) {
            tenant++;
        }
        return tenant;
    }

    /** Those in which two calls of a tenant wait when it is the only one. */
    private static List<Integer> queuesOf(long tenant) {
        WaitingRoom probe =
                new WaitingRoom(new AdmissionSettings(1, 1, 16, 8, 2, 4, ROOM, Duration.ofMillis(250)), SEED);
        List<Integer> queues = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Visitor visitor = new Visitor(Level.LAUNCH, tenant);
            probe.arrive(visitor);
            if (i > 0) {
                queues.add(visitor.queue());
            }
        }
        return queues;
    }
}
