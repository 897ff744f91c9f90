package io.firebreak.chaos.journal;

/**
 * Something that was noted while a day went on.
 *
 * @param seconds from the start of the load
 * @param what in words, such as {@code steady state} or {@code kill-cell starts: every node of cell-3}
 */
public record Moment(double seconds, String what) {}
