package io.firebreak.chaos.install;

/** The applications a region is made of. */
public enum App {
    FLEET("host-fleet-sim/app", "firebreak-fleet-app", 96, 32),
    CELL("control-plane/cell", "firebreak-cell", 256, 96),
    DIRECTORY("control-plane/directory", "firebreak-directory", 192, 64),
    ROUTER("cell-router", "firebreak-cell-router", 192, 64);

    private final String folder;
    private final String artifact;
    private final int heapMiB;
    private final int youngMiB;

    App(String folder, String artifact, int heapMiB, int youngMiB) {
        this.folder = folder;
        this.artifact = artifact;
        this.heapMiB = heapMiB;
        this.youngMiB = youngMiB;
    }

    /** The module's folder in the repository. */
    String folder() {
        return folder;
    }

    String artifact() {
        return artifact;
    }

    /** The heap: enough for the load of a game day, small enough for 17 of them on one machine. */
    int heapMiB() {
        return heapMiB;
    }

    /** What of it is for new objects: so much that a start is over before it is collected often. */
    int youngMiB() {
        return youngMiB;
    }
}
