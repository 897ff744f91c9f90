package io.firebreak.chaos.journal;

import java.util.List;

/**
 * A game day file under its seeds, as a run was given it.
 *
 * @param name the file's name without its ending; no two of a run are the same
 * @param file where it was
 * @param text what stood in it
 * @param command what repeats it
 */
public record RecordedStudy(String name, String file, String text, List<Long> seeds, String command) {
    public RecordedStudy {
        seeds = List.copyOf(seeds);
    }
}
