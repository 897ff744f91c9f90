package io.firebreak.chaos.measure;

/** The same share for intents bound to the one cell that holds an instance: measured, and predicted as "any cell hit". */
public record Owned(double belowSlo, double predicted) {}
