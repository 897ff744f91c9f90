package io.firebreak.cell.placement;

import java.util.Arrays;

/**
 * A set of ranks that gives its least one at once: a binary heap over an array, whose members find their own places in the
 * hosts' lines, since a rank is in one heap at a time.
 */
final class RankHeap {
    private static final int FIRST_SIZE = 4;

    private final HostLines lines;
    private int[] ranks = new int[FIRST_SIZE];
    private int size;

    /** @param lines where a rank notes its place in the heap that has it */
    RankHeap(HostLines lines) {
        this.lines = lines;
    }

    int size() {
        return size;
    }

    /** The rank at a place; the children of a place, both greater, are at {@code 2 * place + 1} and the next. */
    int at(int place) {
        return ranks[place];
    }

    void add(int rank) {
        if (size == ranks.length) {
            ranks = Arrays.copyOf(ranks, 2 * size);
        }
        rise(rank, size++);
    }

    void remove(int rank) {
        int place = lines.place(rank);
        int last = ranks[--size];
        if (last != rank) {
            if (place > 0 && last < ranks[(place - 1) / 2]) {
                rise(last, place);
            } else {
                sink(last, place);
            }
        }
    }

    private void rise(int rank, int from) {
        int place = from;
        while (place > 0 && rank < ranks[(place - 1) / 2]) {
            put(ranks[(place - 1) / 2], place);
            place = (place - 1) / 2;
        }
        put(rank, place);
    }

    private void sink(int rank, int from) {
        int place = from;
        while (2 * place + 1 < size) {
            int child = 2 * place + 1;
            if (child + 1 < size && ranks[child + 1] < ranks[child]) {
                child++;
            }
            if (rank < ranks[child]) {
                break;
            }
            put(ranks[child], place);
            place = child;
        }
        put(rank, place);
    }

    private void put(int rank, int place) {
        ranks[place] = rank;
        lines.place(rank, place);
    }
}
