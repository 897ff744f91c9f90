package io.firebreak.chaos.compare;

import io.firebreak.chaos.gameday.GameDay;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;

/**
 * One game day file under one or more seeds: what becomes one report.
 *
 * @param command what repeats it
 */
record Study(Path file, GameDay gameDay, List<Long> seeds, String command) {
    Study {
        seeds = List.copyOf(seeds);
    }

    /** The seeds from the file's on. */
    static List<Long> seeds(GameDay gameDay, int count) {
        return LongStream.range(gameDay.seed(), gameDay.seed() + count).boxed().toList();
    }

    /** The file's name without its ending. */
    String name() {
        String name = String.valueOf(file.getFileName());
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }
}
