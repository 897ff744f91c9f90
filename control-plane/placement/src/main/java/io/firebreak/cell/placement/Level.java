package io.firebreak.cell.placement;

import io.firebreak.fleet.api.Resources;

/**
 * The hosts of a class of which equally much is used. Placement tells them apart by rack and id only, so what is known of
 * one is known of all: its grade, and what fits.
 */
final class Level {
    private final HostClass hostClass;
    private final Resources used;
    private final int grade;
    private final RankHeap hosts;
    /** Its number among all levels there are; free again when it is gone. */
    private final int number;
    /** Its position among the levels of its grade. */
    private int position;

    Level(HostClass hostClass, Resources used, int number, RankHeap hosts) {
        this.hostClass = hostClass;
        this.used = used;
        this.grade = hostClass.bestFit().grade(free());
        this.number = number;
        this.hosts = hosts;
    }

    HostClass hostClass() {
        return hostClass;
    }

    Resources used() {
        return used;
    }

    boolean isUsed(Resources amount) {
        return used.equals(amount);
    }

    Resources free() {
        return hostClass.total().minus(used);
    }

    int grade() {
        return grade;
    }

    int number() {
        return number;
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
