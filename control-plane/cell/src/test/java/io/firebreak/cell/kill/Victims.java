package io.firebreak.cell.kill;

/** What dies at once. */
enum Victims {
    NODE,
    DATABASE,
    BOTH;

    void kill(CellUnderFire cell) {
        if (this != DATABASE) {
            cell.nodes().forEach(JarProcess::kill);
        }
        if (this != NODE) {
            cell.server().kill();
        }
    }

    /** Starts again what died, what others need first. */
    void restart(CellUnderFire cell) {
        if (this != NODE) {
            cell.server().restart();
        }
        if (this != DATABASE) {
            cell.nodes().forEach(JarProcess::restart);
        }
        cell.nodes().forEach(JarProcess::awaitReady);
    }
}
