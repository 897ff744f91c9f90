package io.firebreak.chaos.measure;

/**
 * A limit of the game day on one figure of one architecture.
 *
 * @param figure key of the figure, such as {@code belowSlo}
 * @param limit as written in the file, such as {@code <= 0.10}
 */
public record BudgetCheck(String figure, String limit, double measured, boolean held) {}
