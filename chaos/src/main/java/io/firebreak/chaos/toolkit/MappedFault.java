package io.firebreak.chaos.toolkit;

/**
 * What an action does, in words of a game day.
 *
 * @param fault its name in a file
 * @param target in the notation of a file, with the key; empty when the fault takes none
 * @param highestCell the highest number of a cell it names, 0 when it names none
 */
record MappedFault(String fault, String target, int highestCell) {}
