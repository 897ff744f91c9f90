package io.firebreak.assigner.resize;

/** A member that leaves and a cell that takes its place. */
record Step(int from, int to, boolean hasRoom, double fullness) {
    static final Step NONE = new Step(-1, -1, false, Double.POSITIVE_INFINITY);

    boolean isPossible() {
        return to >= 0;
    }

    boolean isBetterThan(Step other) {
        return hasRoom == other.hasRoom ? fullness < other.fullness : hasRoom;
    }
}
