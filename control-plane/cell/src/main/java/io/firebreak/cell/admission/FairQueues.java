package io.firebreak.cell.admission;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;

/**
 * The queues of one level, served in turn: whoever fills some of them waits for the others' turns as everybody does. Not safe
 * for threads.
 */
final class FairQueues {
    private final List<Deque<Visitor>> queues;
    private final int longestQueue;
    private int waiting;
    private int turn;

    /** @param longestQueue how many may wait in one queue */
    FairQueues(int count, int longestQueue) {
        this.queues =
                Stream.<Deque<Visitor>>generate(ArrayDeque::new).limit(count).toList();
        this.longestQueue = longestQueue;
    }

    int waiting() {
        return waiting;
    }

    int length(int queue) {
        return queues.get(queue).size();
    }

    boolean isFull(int queue) {
        return length(queue) >= longestQueue;
    }

    /** The shortest queue of a hand, the first of equal ones. */
    int shortestOf(int[] hand) {
        int shortest = hand[0];
        for (int queue : hand) {
            if (length(queue) < length(shortest)) {
                shortest = queue;
            }
        }
        return shortest;
    }

    /** The queue in which most wait. */
    int longest() {
        int longest = 0;
        for (int queue = 1; queue < queues.size(); queue++) {
            if (length(queue) > length(longest)) {
                longest = queue;
            }
        }
        return longest;
    }

    void add(int queue, Visitor visitor) {
        queues.get(queue).addLast(visitor);
        visitor.waitsIn(queue);
        waiting++;
    }

    /** Takes the first of the queue whose turn it is. There must be one that waits. */
    Visitor next() {
        while (queues.get(turn).isEmpty()) {
            turn = (turn + 1) % queues.size();
        }
        Visitor first = queues.get(turn).removeFirst();
        turn = (turn + 1) % queues.size();
        waiting--;
        return first;
    }

    /** Takes the one that has waited least in a queue; it must not be empty. */
    Visitor newest(int queue) {
        waiting--;
        return queues.get(queue).removeLast();
    }

    /** Takes one that does not want to wait any more; false if it does not wait here. */
    boolean remove(Visitor visitor) {
        boolean waited = queues.get(visitor.queue()).remove(visitor);
        if (waited) {
            waiting--;
        }
        return waited;
    }

    /** Whether its tenant has so many calls in a visitor's queue that half of it would be full of them. */
    boolean isCrowdedByItsTenant(Visitor visitor) {
        long own = queues.get(visitor.queue()).stream()
                .filter(other -> other.tenant() == visitor.tenant())
                .count();
        return 2 * own >= longestQueue;
    }
}
