package io.firebreak.chaos.compare;

import io.firebreak.chaos.gameday.GameDay;
import io.firebreak.chaos.gameday.GameDayParser;
import io.firebreak.chaos.journal.RecordedStudy;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;

/**
 * One game day file under one or more seeds: what becomes one report.
 *
 * @param text what stands in the file
 * @param command what repeats it
 */
record Study(Path file, String text, GameDay gameDay, List<Long> seeds, String command) {
    Study {
        seeds = List.copyOf(seeds);
    }

    /** What a file asks for under some seeds. */
    static Study read(Path file, int seeds, String command) {
        String text = GameDayParser.text(file);
        GameDay gameDay = GameDayParser.parse(file, text);
        return new Study(file, text, gameDay, seeds(gameDay, seeds), command);
    }

    /** The same under one other seed. */
    Study withSeed(long seed, String newCommand) {
        return new Study(file, text, gameDay.withSeed(seed), List.of(seed), newCommand);
    }

    /** As a journal has it. */
    RecordedStudy recorded() {
        return new RecordedStudy(name(), file.toString(), text, seeds, command);
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
