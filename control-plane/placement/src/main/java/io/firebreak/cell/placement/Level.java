package io.firebreak.cell.placement;

import io.firebreak.fleet.api.Resources;

/**
 * The hosts of a class of which equally much is used. Placement tells them apart by rack and id only, so what is known of
 * one is known of all: its grade, and what fits.
 */
final class Level {
    private final HostClass hostClass;
    private final Resources used;
    private final Resources free;
    private final int grade;
    private final RankHeap hosts;
    /** Its position among the levels of its grade. */
    private int position;

    Level(HostClass hostClass, Resources used, RankHeap hosts) {
        this.hostClass = hostClass;
        this.used = used;
        this.free = hostClass.total().minus(used);
        this.grade = hostClass.bestFit().grade(free);
        this.hosts = hosts;
    }

    HostClass hostClass() {
        return hostClass;
    }

    Resources used() {
        return used;
    }

    Resources free() {
        return free;
    }

    int grade() {
        return grade;
    }

    /** Their ranks. */
    RankHeap hosts() {
        return hosts;
    }

    int position() {
        return position;
    }

    void position(int next) {
        position = next;
    }
}
